"""Reads CycloneDX documents as the strict validator of cyclonedx-python-lib does. Fails at the first that is refused."""

import pathlib
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

validator = JsonStrictValidator(SchemaVersion.V1_6)
for path in map(pathlib.Path, sys.argv[1:]):
    error = validator.validate_str(path.read_text("utf-8"))
    if error:
        sys.exit(f"{path}: {error}")
