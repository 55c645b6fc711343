"""Reads OSCAL documents as compliance-trestle does: each by its strict model, then by all its validators. A profile is resolved as well,
by the catalog beside it, and the number of its controls is printed. Fails at the first that is refused."""

import json
import os
import pathlib
import sys

import trestle.core.validator_factory as factory
from trestle.core.profile_resolver import ProfileResolver
from trestle.oscal.assessment_results import AssessmentResults
from trestle.oscal.catalog import Catalog
from trestle.oscal.profile import Profile

MODELS = {"catalog": Catalog, "profile": Profile, "assessment-results": AssessmentResults}

for path in map(pathlib.Path, sys.argv[1:]):
    ((kind, content),) = json.loads(path.read_text("utf-8")).items()
    model = MODELS[kind].model_validate(content)
    for validator in factory.validator_factory.get_all():
        if not validator.model_is_valid(model, True, None):
            sys.exit(f"{path}: {validator.error_msg()}")
    if kind == "profile":
        # The catalog is looked for beside the profile, and a cache in a folder of its own.
        os.chdir(path.parent)
        pathlib.Path(".trestle").mkdir()
        resolved = ProfileResolver.get_resolved_profile_catalog(path.parent, str(path))
        print(sum(len(group.controls or []) for group in resolved.groups))
