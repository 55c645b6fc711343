"""Reads in-toto statements, one a line, as the attestation framework's own messages do, and their predicates as verification summaries.
Fails at the first that is refused."""

import json
import pathlib
import sys

from google.protobuf.json_format import ParseDict
from in_toto_attestation.predicates.vsa.v1.vsa_pb2 import VerificationSummary
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as Message

for path in map(pathlib.Path, sys.argv[1:]):
    for line in path.read_text("utf-8").splitlines():
        statement = json.loads(line)
        Statement.copy_from_pb(ParseDict(statement, Message())).validate()
        predicate = statement["predicate"]
        # A reader passes over extensions, fields whose names are URIs. The levels are a list by the specification, and one text by the
        # message that this package has.
        levels = predicate.pop("verifiedLevels", None)
        known = {key: value for key, value in predicate.items() if ":" not in key}
        summary = ParseDict(known, VerificationSummary())
        for field in ["resource_uri", "verification_result"]:
            if not getattr(summary, field):
                sys.exit(f"{path}: no {field}")
        if not (isinstance(levels, list) and levels and all(isinstance(level, str) and level for level in levels)):
            sys.exit(f"{path}: no levels")
        if not (summary.verifier.id and summary.policy.uri and summary.HasField("time_verified")):
            sys.exit(f"{path}: no verifier, policy or time")
