//! `guiju lsp` as an editor meets it: with a client that others wrote, and with one that talks nonsense.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::run::{finish, guiju, prepared};
use crate::scratch::{ANSWER, OWNER, PROJECT, Scratch, TODAY};
use crate::tools::tool;

/// What came of a conversation: the exit status, and all that the server said.
struct Said {
    status: Option<i32>,
    messages: Vec<Value>,
}

impl Said {
    /// The answer to a request.
    fn answer(&self, id: i64) -> &Value {
        self.messages.iter().find(|message| message["id"] == id).unwrap_or_else(|| panic!("{id}: {:?}", self.messages))
    }

    /// The codes of all errors, in their order.
    fn errors(&self) -> Vec<i64> {
        self.messages.iter().filter_map(|message| message["error"]["code"].as_i64()).collect()
    }

    /// What was told last of the file of this name.
    fn told(&self, file: &str) -> &Vec<Value> {
        let of = |message: &&Value| message["params"]["uri"].as_str().is_some_and(|uri| uri.ends_with(file));
        let last = self.messages.iter().rev().find(of).expect("it is told of");
        last["params"]["diagnostics"].as_array().expect("a list")
    }
}

/// Says all that in one go to a server in a project, and hears what it says until it ends.
fn talk(project: &Scratch, options: &[&str], said: &[u8]) -> Said {
    let mut command = prepared(&project.root(), &[&["lsp", "--as-of", TODAY], options].concat());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("the program starts");
    let mut stdin = running.stdin.take().expect("a pipe");
    let said = said.to_vec();
    let speaker = std::thread::spawn(move || drop(stdin.write_all(&said)));
    let output = running.wait_with_output().expect("it ends");
    speaker.join().expect("it was said");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut rest = String::from_utf8(output.stdout).expect("messages are UTF-8");
    let mut messages = Vec::new();
    while let Some((head, body)) = rest.split_once("\r\n\r\n") {
        let length: usize = head.strip_prefix("Content-Length: ").expect("a length").parse().expect("a number");
        messages.push(serde_json::from_str(&body[..length]).expect("a message"));
        rest = body[length..].to_owned();
    }
    Said { status: output.status.code(), messages }
}

fn framed(messages: &[Value]) -> Vec<u8> {
    let mut said = String::new();
    for message in messages {
        let text = message.to_string();
        let _ = write!(said, "Content-Length: {}\r\n\r\n{text}", text.len());
    }
    said.into_bytes()
}

fn request(id: i64, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

fn note(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

fn uri(project: &Scratch, file: &str) -> String {
    format!("file://{}", project.root().join(file).display())
}

fn opened(project: &Scratch, file: &str, text: &str) -> Value {
    let document = json!({ "uri": uri(project, file), "languageId": "toml", "version": 1, "text": text });
    note("textDocument/didOpen", json!({ "textDocument": document }))
}

/// A request that makes sure that all is judged, and the end.
fn last(project: &Scratch) -> [Value; 3] {
    let document = json!({ "textDocument": { "uri": uri(project, "governance.toml") } });
    [
        request(98, "textDocument/documentSymbol", document),
        request(99, "shutdown", Value::Null),
        note("exit", Value::Null),
    ]
}

fn begin(params: Value) -> Value {
    request(1, "initialize", params)
}

#[test]
fn a_client_that_others_wrote_gets_what_it_asks_for() {
    let listed: Value = serde_json::from_str(&guiju(&["list", "items", "--format", "json"]).stdout).expect("JSON");
    let items: Vec<_> = listed.as_array().expect("items").iter().map(|item| item["id"].clone()).collect();
    assert!(items.len() >= 64, "{}", items.len());
    let mut command = std::process::Command::new(tool("python"));
    let scripts = ["client.py", "actions.py", "syntaxes.py"];
    let scripts = scripts.map(|name| format!("{}/tests/suite/lsp/{name}", env!("CARGO_MANIFEST_DIR")));
    command.args([
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-rP",
        "-o",
        "asyncio_default_fixture_loop_scope=function",
    ]);
    command.args(scripts).env("GUIJU", env!("CARGO_BIN_EXE_guiju")).env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("GUIJU_ITEMS", Value::from(items).to_string());
    let output = finish(&mut command);
    assert_eq!(output.status, 0, "run `tests/setup` first?\n{}{}", output.stdout, output.stderr);
    let figures: Vec<_> = output.stdout.lines().filter(|line| line.contains(" answers: ")).collect();
    assert_eq!(figures.len(), 3, "{}", output.stdout);
    println!("{}", figures.join("\n"));
}

#[test]
fn nonsense_is_answered_with_an_error_and_the_next_question_as_ever() {
    let project = Scratch::sound();
    let manifest = uri(&project, "governance.toml");
    let place = |line: i64| json!({ "textDocument": { "uri": manifest }, "position": { "line": line, "character": 4_000_000_000_u32 } });
    let mut said = b"GET / HTTP/1.1\r\n\r\nContent-Length: 4\r\n\r\n{{{{Content-Length: x\r\n\r\n".to_vec();
    said.extend(framed(&[
        json!([]),
        json!({ "id": 2 }),
        json!(7),
        request(3, "textDocument/hover", place(0)),
        note("textDocument/didOpen", json!({ "textDocument": 1 })),
        begin(json!({ "capabilities": { "general": { "positionEncodings": 1 } }, "locale": [] })),
        begin(json!({})),
        request(4, "textDocument/hover", json!({})),
        request(5, "textDocument/hover", place(0)),
        request(6, "guiju/unheard-of", json!(null)),
        note("$/cancelRequest", json!({ "id": 5000 })),
        note("textDocument/didChange", json!({ "textDocument": { "uri": manifest, "version": 1 }, "contentChanges": [{}] })),
        note("textDocument/didClose", json!({ "textDocument": { "uri": "untitled:1" } })),
        json!({ "jsonrpc": "2.0", "id": 7, "result": null }),
        opened(&project, "governance.toml", "\u{feff}[answers.\"\r[[[😀"),
        note("textDocument/didChange", json!({ "textDocument": { "uri": manifest, "version": -1 }, "contentChanges": [
            { "range": { "start": { "line": 9, "character": 9 }, "end": { "line": 0, "character": 0 } }, "text": "\u{0}" } ] })),
    ]));
    for (id, method) in (10..).zip(["hover", "completion", "definition"]) {
        for line in 0..3 {
            said.extend(framed(&[request(id * 10 + line, &format!("textDocument/{method}"), place(line))]));
        }
    }
    said.extend(framed(&last(&project)));
    said.extend(framed(&[request(100, "shutdown", Value::Null)]));
    let said = talk(&project, &[], &said);
    let (json, request, begun, params, method) = (-32700, -32600, -32002, -32602, -32601);
    assert_eq!(said.errors(), [json, json, json, request, request, request, begun, request, params, params, method]);
    assert!((100..=122).filter(|id| id % 10 < 3).all(|id| said.answer(id).get("result").is_some()));
    assert_eq!(said.answer(98)["result"], json!([]));
    assert_eq!(said.status, Some(0));
}

#[test]
fn what_is_withdrawn_is_answered_once_and_the_last_text_counts() {
    let project = Scratch::sound();
    let manifest = uri(&project, "governance.toml");
    let mut messages = vec![begin(json!({})), opened(&project, "governance.toml", PROJECT)];
    let far = json!({ "line": 99, "character": 0 });
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": far });
    let params = json!({ "textDocument": { "uri": manifest }, "range": range, "context": { "diagnostics": [] } });
    for version in 2..60 {
        let changed = json!({ "uri": manifest, "version": version });
        let text = format!("{PROJECT}nonsense-{version} = 1\n");
        let id = if version % 2 == 0 { json!(version) } else { json!(version.to_string()) };
        messages.push(note(
            "textDocument/didChange",
            json!({ "textDocument": changed, "contentChanges": [{ "text": text }] }),
        ));
        messages.push(json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/codeAction", "params": params }));
        messages.push(note("$/cancelRequest", json!({ "id": id })));
    }
    messages.extend([note("$/cancelRequest", json!({})), note("$/cancelRequest", json!({ "id": 98 }))]);
    messages.push(request(97, "textDocument/codeAction", params));
    messages.extend(last(&project).into_iter().skip(1));
    let said = talk(&project, &[], &framed(&messages));
    assert_eq!(said.status, Some(0));
    for version in 2..60 {
        let id = if version % 2 == 0 { json!(version) } else { json!(version.to_string()) };
        let answers: Vec<_> = said.messages.iter().filter(|message| message["id"] == id).collect();
        let [answer] = answers.as_slice() else { panic!("{id}: {answers:?}") };
        assert!(answer["error"]["code"] == -32800 || answer["result"].is_array(), "{answer}");
    }
    assert!(!said.errors().is_empty(), "none is withdrawn before its turn");
    assert!(said.answer(97)["result"].is_array());
    let found: Vec<_> = said.told("governance.toml").iter().map(|one| one["message"].to_string()).collect();
    assert_eq!(found.iter().filter(|message| message.contains("nonsense-")).count(), 1, "{found:?}");
    assert!(found.iter().any(|message| message.contains("nonsense-59")), "{found:?}");
}

#[test]
fn a_question_on_any_byte_of_a_text_that_is_cut_anywhere_is_answered() {
    let toml =
        format!("{PROJECT}traits = [\"模😀\"]\n{ANSWER}").replace("evidence = [", "evidence = [{ path = \"a😀\" }, ");
    let yaml = "project:\n  name: 模😀\n  traits: [a, \"😀\"]\nanswers:\n  \"security/accountable-owner\":\n    evidence:\n    - path: a😀\n    - 'GOVERNANCE.md#'\n    plan: {action: |\n";
    let json = r#"{"project": {"name": "模😀", "traits": ["a"]}, "answers": {"security": {"accountable-owner": {"evidence": [{"path": "😀"}, "GOVERNANCE.md#"]}}}}"#;
    for (name, text) in [("governance.toml", toml.as_str()), ("governance.yaml", yaml), ("governance.json", json)] {
        let project = Scratch::new().file(name, text).file("GOVERNANCE.md", "# A 😀\n");
        let file = uri(&project, name);
        let mut messages = vec![begin(json!({})), opened(&project, name, text)];
        let (mut id, mut seed) = (100_i64, 7_u64);
        // Whatever comes, it comes the same in each run.
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let cuts: Vec<_> = text.char_indices().map(|(at, _)| at).step_by(7).chain([text.len()]).collect();
        for (version, cut) in (2..).zip(&cuts) {
            let changed = json!({ "uri": file, "version": version });
            messages.push(note(
                "textDocument/didChange",
                json!({ "textDocument": changed, "contentChanges": [{ "text": &text[..*cut] }] }),
            ));
            let lines = text[..*cut].lines().count() as u64;
            for method in ["hover", "completion", "definition", "inlayHint", "documentSymbol", "codeAction"] {
                let place = json!({ "line": next(lines + 2), "character": next(60) });
                let end = json!({ "line": next(lines + 2), "character": next(4_000_000_000) });
                messages.push(request(
                    id,
                    &format!("textDocument/{method}"),
                    json!({ "textDocument": { "uri": file }, "position": place, "range": { "start": place, "end": end } }),
                ));
                id += 1;
            }
        }
        let document = json!({ "uri": file });
        let nowhere = json!({ "start": { "line": -1, "character": 0 }, "end": {} });
        for params in [
            json!({ "textDocument": document }),
            json!({ "textDocument": document, "range": nowhere }),
            json!({ "textDocument": document, "range": [], "context": {} }),
            json!({ "textDocument": { "uri": "file:///nowhere" }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } } }),
            json!(null),
        ] {
            messages.push(request(1, "textDocument/codeAction", params));
        }
        messages.extend(last(&project).into_iter().skip(1));
        let said = talk(&project, &[], &framed(&messages));
        assert_eq!(said.errors(), [-32602; 5], "{name}");
        assert!((100..id).all(|id| said.answer(id).get("result").is_some()), "{name}");
        assert_eq!(said.status, Some(0), "{name}");
    }
}

#[test]
fn the_end_is_polite_or_it_is_told() {
    let project = Scratch::sound();
    let [_, shutdown, exit] = last(&project);
    let open = opened(&project, "governance.toml", PROJECT);
    for (messages, status) in [
        (vec![begin(json!({})), open, shutdown.clone(), request(5, "textDocument/hover", json!({})), exit.clone()], 0),
        (vec![begin(json!({})), exit.clone()], 1),
        (vec![exit], 1),
        (vec![begin(json!({})), shutdown], 0),
        (vec![begin(json!({}))], 1),
        (vec![], 1),
    ] {
        assert_eq!(talk(&project, &[], &framed(&messages)).status, Some(status), "{messages:?}");
    }
}

#[test]
fn the_language_is_the_command_lines_else_the_editors_else_the_projects() {
    let project = Scratch::sound();
    let zh = format!("{PROJECT}\n[assessment]\nlocale = \"zh\"\n");
    let messages = |options: &[&str], params: Value, text: &str| {
        let [symbols, shutdown, exit] = last(&project);
        let said = framed(&[begin(params), opened(&project, "governance.toml", text), symbols, shutdown, exit]);
        let said = talk(&project, options, &said);
        said.told("governance.toml")[0]["message"].as_str().expect("a message").to_owned()
    };
    for (options, params, text, is_chinese) in [
        (vec![], json!({}), PROJECT, false),
        (vec![], json!({ "locale": "zh-cn" }), PROJECT, true),
        (vec![], json!({ "locale": "en" }), &zh, false),
        (vec![], json!({ "locale": "fr" }), &zh, true),
        (vec!["--locale", "en"], json!({ "locale": "zh" }), &zh, false),
    ] {
        let message = messages(&options, params.clone(), text);
        let has_chinese = message.contains("请") || message.contains("清单");
        assert_eq!(has_chinese, is_chinese, "{options:?} {params}: {message}");
    }
}

#[test]
fn what_is_meant_is_told_in_chinese_as_well() {
    let text = format!("{PROJECT}{ANSWER}");
    let project = Scratch::sound();
    let line = |needle: &str| text.lines().position(|line| line.starts_with(needle)).expect("it is there");
    let hover = |id: i64, needle: &str| {
        let document = json!({ "uri": uri(&project, "governance.toml") });
        let place = json!({ "line": line(needle), "character": 10 });
        request(id, "textDocument/hover", json!({ "textDocument": document, "position": place }))
    };
    let [_, shutdown, exit] = last(&project);
    let opened = opened(&project, "governance.toml", &text);
    let questions = [hover(2, "[answers."), hover(3, "status"), hover(4, "stage"), shutdown, exit];
    let said = [vec![begin(json!({ "locale": "zh-CN" })), opened], questions.to_vec()].concat();
    let said = talk(&project, &[], &framed(&said));
    let told = |id: i64| said.answer(id)["result"]["contents"]["value"].as_str().expect("a text");
    assert!(told(2).contains("**什么算证据**") && told(2).contains(OWNER), "{}", told(2));
    assert_eq!((told(3), told(4)), ("`met`：已做到；须有证据支撑", "`production`：已投入使用"));
}

#[test]
fn findings_link_to_the_pages_that_are_named_or_nothing_is_served() {
    let project = Scratch::sound();
    let address = "--docs=https://pages.example/{locale}/{item}.html";
    let text = format!("{PROJECT}{ANSWER}").replace("GOVERNANCE.md", "nowhere.md");
    let [symbols, shutdown, exit] = last(&project);
    let said = framed(&[begin(json!({})), opened(&project, "governance.toml", &text), symbols, shutdown, exit]);
    let said = talk(&project, &[address, "--locale", "zh"], &said);
    let missing = format!("{OWNER}/evidence-missing");
    let found = said.told("governance.toml").iter().find(|found| found["code"] == missing).expect("it is told");
    assert_eq!(found["codeDescription"]["href"], format!("https://pages.example/zh/{OWNER}.html"));
    let refused = project.run(&["lsp", "--docs", "pages", "--locale", "en"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    assert!(refused.stderr.contains("`pages` is no address"), "{}", refused.stderr);
}

#[test]
fn columns_count_what_was_agreed_on() {
    let text = format!("{PROJECT}{ANSWER}").replace("evidence = [", "evidence = [\"模😀.md\", ");
    let project = Scratch::sound();
    for (offered, agreed, columns) in
        [(json!(["utf-16", "utf-8"]), "utf-8", (12, 24)), (json!(["utf-32"]), "utf-16", (12, 20))]
    {
        let [symbols, shutdown, exit] = last(&project);
        let params = json!({ "capabilities": { "general": { "positionEncodings": offered } } });
        let said = framed(&[begin(params), opened(&project, "governance.toml", &text), symbols, shutdown, exit]);
        let said = talk(&project, &["--locale", "en"], &said);
        assert_eq!(said.answer(1)["result"]["capabilities"]["positionEncoding"], agreed);
        let missing = format!("{OWNER}/evidence-missing");
        let found = said.told("governance.toml").iter().find(|found| found["code"] == missing).expect("it is told");
        let range = &found["range"];
        let ends = (&range["start"]["character"], &range["end"]["character"]);
        assert_eq!(ends, (&json!(columns.0), &json!(columns.1)), "{agreed}");
    }
}
