//! What RFC 9535 says by example, and what it forbids, held against both readers. The oracle departs from the RFC in a few places; each
//! is here, with the reason.

use serde_json::{Value, json};

use super::oracle::{ours, theirs};

/// What the grammar forbids, a query a line.
const FORBIDDEN: &str = include_str!("forbidden.txt");

/// Holds both against what the RFC selects, by JSON pointers.
fn both(document: &Value, cases: &[(&str, &[&str])]) {
    for (query, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|&pointer| pointer.to_owned()).collect();
        assert_eq!(ours(document, query).as_ref(), Ok(&expected), "{query}");
        assert_eq!(theirs(document, query).as_ref(), Ok(&expected), "the oracle: {query}");
    }
}

#[test]
fn the_bookstore() {
    let book = |category, author, title, price: f64| json!({"category": category, "author": author, "title": title, "price": price});
    let mut books = vec![
        book("reference", "Nigel Rees", "Sayings of the Century", 8.95),
        book("fiction", "Evelyn Waugh", "Sword of Honour", 12.99),
        book("fiction", "Herman Melville", "Moby Dick", 8.99),
        book("fiction", "J. R. R. Tolkien", "The Lord of the Rings", 22.99),
    ];
    books[2]["isbn"] = json!("0-553-21311-3");
    books[3]["isbn"] = json!("0-395-19395-8");
    let document = json!({"store": {"book": books, "bicycle": {"color": "red", "price": 399}}});
    let authors = ["/store/book/0/author", "/store/book/1/author", "/store/book/2/author", "/store/book/3/author"];
    both(
        &document,
        &[
            ("$.store.book[*].author", &authors),
            ("$..author", &authors),
            ("$.store.*", &["/store/book", "/store/bicycle"]),
            ("$..book[2]", &["/store/book/2"]),
            ("$..book[2].author", &["/store/book/2/author"]),
            ("$..book[2].publisher", &[]),
            ("$..book[-1]", &["/store/book/3"]),
            ("$..book[0,1]", &["/store/book/0", "/store/book/1"]),
            ("$..book[:2]", &["/store/book/0", "/store/book/1"]),
            ("$..book[?@.isbn]", &["/store/book/2", "/store/book/3"]),
            ("$..book[?@.price<10]", &["/store/book/0", "/store/book/2"]),
            ("$.store..price[?@ > 1]", &[]),
            ("$.store[?@.price < 400].color", &["/store/bicycle/color"]),
        ],
    );
    assert_eq!(ours(&document, "$..*").unwrap().len(), 27);
}

#[test]
fn selectors_and_segments() {
    both(
        &json!({"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}),
        &[
            ("$.o['j j']", &["/o/j j"]),
            ("$.o['j j']['k.k']", &["/o/j j/k.k"]),
            ("$.o[\"j j\"][\"k.k\"]", &["/o/j j/k.k"]),
            ("$[\"'\"][\"@\"]", &["/'/@"]),
            ("$['\\'']['\\u0040']", &["/'/@"]),
        ],
    );
    both(
        &json!({"o": {"j": 1, "k": 2}, "a": [5, 3]}),
        &[
            ("$[*]", &["/o", "/a"]),
            ("$.o[*]", &["/o/j", "/o/k"]),
            ("$.o[*, *]", &["/o/j", "/o/k", "/o/j", "/o/k"]),
            ("$.a[*]", &["/a/0", "/a/1"]),
        ],
    );
    both(
        &json!(["a", "b", "c", "d", "e", "f", "g"]),
        &[
            ("$[1]", &["/1"]),
            ("$[-2]", &["/5"]),
            ("$[7]", &[]),
            ("$[-8]", &[]),
            ("$[1:3]", &["/1", "/2"]),
            ("$[5:]", &["/5", "/6"]),
            ("$[1:5:2]", &["/1", "/3"]),
            ("$[5:1:-2]", &["/5", "/3"]),
            ("$[::-1]", &["/6", "/5", "/4", "/3", "/2", "/1", "/0"]),
            ("$[1:3:0]", &[]),
            ("$[-2:]", &["/5", "/6"]),
            ("$[:-9007199254740991:-9007199254740991]", &["/6"]),
            ("$[9007199254740991:0:-3]", &["/6", "/3"]),
            ("$[0, 3]", &["/0", "/3"]),
            ("$[0:2, 5]", &["/0", "/1", "/5"]),
            ("$[0, 0]", &["/0", "/0"]),
            ("$[ 1 : 5 : 2 , 0 ]", &["/1", "/3", "/0"]),
        ],
    );
    both(
        &json!({"o": {"j": 1, "k": 2}, "a": [5, 3, [{"j": 4}, {"k": 6}]]}),
        &[
            ("$..j", &["/o/j", "/a/2/0/j"]),
            ("$..[0]", &["/a/0", "/a/2/0"]),
            ("$..o", &["/o"]),
            ("$.o..[*, *]", &["/o/j", "/o/k", "/o/j", "/o/k"]),
            ("$.a..[0, 1]", &["/a/0", "/a/1", "/a/2/0", "/a/2/1"]),
            ("$ [ 'o' ]\n.j", &["/o/j"]),
        ],
    );
    both(
        &json!({"a": null, "b": [null], "c": [{}], "null": 1}),
        &[
            ("$.a", &["/a"]),
            ("$.a[0]", &[]),
            ("$.a.d", &[]),
            ("$.b[0]", &["/b/0"]),
            ("$.b[?@]", &["/b/0"]),
            ("$.b[?@==null]", &["/b/0"]),
            ("$.c[?@.d==null]", &[]),
            ("$.null", &["/null"]),
        ],
    );
}

#[test]
fn filters_and_functions() {
    let kilo = json!({
        "a": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}],
        "o": {"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}, "e": "f", "patterns": ["k.*", "("],
    });
    both(
        &kilo,
        &[
            ("$.a[?@.b == 'kilo']", &["/a/9"]),
            ("$.a[?(@.b == 'kilo')]", &["/a/9"]),
            ("$.a[?@>3.5]", &["/a/1", "/a/4", "/a/5"]),
            ("$.a[?@.b]", &["/a/6", "/a/7", "/a/8", "/a/9"]),
            ("$[?@.*]", &["/a", "/o", "/patterns"]),
            ("$[?@[?@.b]]", &["/a"]),
            ("$.o[?@<3, ?@<3]", &["/o/p", "/o/q", "/o/p", "/o/q"]),
            ("$.a[?@<2 || @.b == \"k\"]", &["/a/2", "/a/7"]),
            ("$.a[?match(@.b, \"[jk]\")]", &["/a/6", "/a/7"]),
            ("$.a[?search(@.b, \"[jk]\")]", &["/a/6", "/a/7", "/a/9"]),
            ("$.a[?match(@.b, $.patterns[0])]", &["/a/7", "/a/9"]),
            ("$.a[?match(@.b, $.patterns[1])]", &[]),
            ("$.a[?match(@.b, '(')]", &[]),
            ("$.o[?@>1 && @<4]", &["/o/q", "/o/r"]),
            ("$.o[?@.u || @.x]", &["/o/t"]),
            ("$.a[?@.b == $.x]", &["/a/0", "/a/1", "/a/2", "/a/3", "/a/4", "/a/5"]),
            ("$.a[?!@.b && !(@ < 5)]", &["/a/1", "/a/5"]),
            ("$.a[?length(@.b) == 4 || length(@.b) == 0]", &["/a/8", "/a/9"]),
            ("$[?length(@) < 3]", &["/e", "/patterns"]),
            ("$[?count(@.*) == 5]", &["/o"]),
            ("$[?value(@..u) == 6]", &["/o"]),
        ],
    );
    assert_eq!(ours(&kilo, "$.a[?@ == @]").unwrap().len(), 10);
}

/// The table of comparisons; the last column tells where the oracle departs.
#[test]
fn comparisons() {
    let document = json!({"obj": {"x": "y"}, "arr": [2, 3], "one": [1], "float": [1.0], "yes": true, "no": false, "nil": null, "max": i64::MAX, "near": i64::MAX - 1});
    for (condition, holds, same) in [
        ("$.absent1 == $.absent2", true, true),
        ("$.absent1 <= $.absent2", true, false), // `==` implies `<=`
        ("$.absent1 >= $.absent2", true, false), // and `>=`
        ("$.absent1 < $.absent2", false, true),
        ("$.absent == 'g'", false, true),
        ("$.absent1 != $.absent2", false, true),
        ("$.absent != 'g'", true, true),
        ("1 <= 2", true, true),
        ("1 > 2", false, true),
        ("13 == '13'", false, true),
        ("'a' <= 'b'", true, true),
        ("'a' > 'b'", false, true),
        ("$.obj == $.arr", false, true),
        ("$.obj != $.arr", true, true),
        ("$.obj == $.obj", true, true),
        ("$.obj != $.obj", false, true),
        ("$.arr == $.arr", true, true),
        ("$.arr != $.arr", false, true),
        ("$.obj == 17", false, true),
        ("$.obj != 17", true, true),
        ("$.obj <= $.arr", false, true),
        ("$.obj < $.arr", false, true),
        ("$.obj <= $.obj", true, true),
        ("$.arr <= $.arr", true, true),
        ("1 <= $.arr", false, true),
        ("1 >= $.arr", false, true),
        ("1 > $.arr", false, true),
        ("1 < $.arr", false, true),
        ("true <= true", true, true),
        ("true > true", false, true),
        ("$.yes > $.no", false, false),    // truths have no order
        ("$.yes >= $.no", false, false),   // nor are these equal
        ("$.arr > $.one", false, false),   // lists have no order
        ("$.one == $.float", true, false), // 1 and 1.0 are one number in lists too
        ("$.max == $.near", false, false), // neither is rounded
        ("$.max > $.near", true, false),
        ("$.max == 9223372036854775807", true, true),
        ("$.arr[-1] == 3", true, false), // a singular query may count from the end
        ("-0 == 0 && 0.0 == -0.0 && 1e0 == 1 && 10E-1 == 1", true, true),
        ("'\\u98ce\\n' == \"风\\n\"", true, true),
        ("'Z' < 'a' && 'a' < '中' && '中' < '\\uD83D\\uDC31'", true, true),
        ("null == $.nil && null <= null && null != false", true, true),
    ] {
        let query = format!("$[?{condition}]");
        let count =
            |selected: Result<Vec<String>, String>| selected.unwrap_or_else(|why| panic!("{query}: {why}")).len();
        assert_eq!(count(ours(&document, &query)), if holds { 9 } else { 0 }, "{condition}");
        assert_eq!(count(theirs(&document, &query)) == if holds { 9 } else { 0 }, same, "the oracle: {condition}");
    }
}

#[test]
fn what_the_grammar_forbids_neither_reads() {
    let odd = ["", " $", "$ ", "$['a\nb']", "$['\t']", "$\u{a0}.a"];
    for query in FORBIDDEN.lines().chain(odd) {
        assert!(ours(&json!({}), query).is_err(), "ours reads {query}");
        assert!(theirs(&json!({}), query).is_err(), "the oracle reads {query}");
    }
}

/// The oracle takes no white space before `..`, and no small letters in surrogates; the RFC does.
#[test]
fn what_the_oracle_alone_refuses() {
    let document = json!({"a": {"b": 1}, "🐱": 2});
    for (query, expected) in [("$ ..b", "/a/b"), ("$.a\n..b", "/a/b"), ("$['\\ud83d\\udc31']", "/🐱")] {
        assert_eq!(ours(&document, query), Ok(vec![expected.to_owned()]), "{query}");
        assert!(theirs(&document, query).is_err(), "{query}");
    }
}
