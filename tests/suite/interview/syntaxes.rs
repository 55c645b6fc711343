//! Manifests in YAML and JSON are edited as those in TOML are: by the answer alone.

use super::{project, read, typed};
use crate::scratch::{Scratch, each};

const YAML: &str = "# Of the pier 码头
schema: 1
project:
    name: tide-table # as on the sign
    description: Predicts the tide at one pier
    owner: Harbour master
    stage: production
    impact: limited
    assessed: 2026-11-01
assessment: { packs: [./pier] }
answers:
    pier:
        # who looks
        lookout:
            status: unmet # begun
            evidence:
                - README.md # all of it

# the end
";

const JSON: &str = r#"{
  "schema": 1,
  "project": { "name": "tide-table", "description": "Predicts the tide at one pier", "owner": "Harbour master",
    "stage": "production", "impact": "limited", "assessed": "2026-11-01" },
  "assessment": { "packs": ["./pier"] },
  "answers": {
    "pier": {
      "lookout": { "status": "unmet", "evidence": ["README.md"] }
    }
  }
}
"#;

fn project_of(name: &str, text: &str) -> Scratch {
    let scratch = project("");
    std::fs::remove_file(scratch.root().join("governance.toml")).expect("it is there");
    scratch.file(name, text)
}

#[test]
fn an_answer_is_put_into_yaml_and_json_and_all_else_stays() {
    each(
        [
            (
                "governance.yaml",
                YAML,
                YAML.replace(
                    "status: unmet # begun\n            evidence:\n                - README.md # all of it\n",
                    "status: \"met\" # begun\n            statement: \"Maria Okafor watches the pier at high water.\"\n            evidence:\n                - README.md # all of it\n                \
                     - \"docs/watch.md\"\n            reviewed: 2026-11-23\n        light:\n            status: \"not-applicable\"\n            \
                     justification: \"It is closed at night.\"\n",
                ),
            ),
            (
                "governance.json",
                JSON,
                JSON.replace(
                    "\"lookout\": { \"status\": \"unmet\", \"evidence\": [\"README.md\"] }",
                    "\"lookout\": { \"status\": \"met\", \"evidence\": [\"README.md\", \"docs/watch.md\"], \"statement\": \"Maria Okafor watches the pier at high water.\", \
                     \"reviewed\": \"2026-11-23\" },\n      \"light\": {\n        \"status\": \"not-applicable\",\n        \
                     \"justification\": \"It is closed at night.\"\n      }",
                ),
            ),
        ],
        |(name, before, after)| {
            let project = project_of(name, before);
            let lines = ["4", "It is closed at night.", "1", "1", "Maria Okafor watches the pier at high water.", "docs/watch.md", "", "y", "", "1"];
            let output = typed(&project, &[], &lines);
            assert_eq!(output.stdout, "pier/light: not-applicable\npier/lookout: satisfied\n", "{}", output.stderr);
            let made = read(&project, name).expect("a manifest");
            let sorted = |text: &str| {
                let mut parts: Vec<_> = text.split([',', '\n']).map(|part| part.trim().to_owned()).collect();
                parts.sort();
                parts
            };
            // In one line of JSON keys follow each other as they were added.
            assert_eq!(sorted(&made), sorted(&after), "{made}");
            for comment in ["# Of the pier 码头", "# as on the sign", "# who looks", "# begun", "# all of it", "# the end"] {
                assert_eq!(made.contains(comment), before.contains(comment), "{comment}");
            }
        },
    );
}
