//! Tests of `toegang::case::json`: by hand against RFC 8259, and round trips.

use proptest::prelude::*;
use toegang::case::json::{Json, JsonError, JsonErrorKind as Kind, Limits, parse, sorted, to_canonical, to_compact};

fn read(text: &str) -> Result<Json, JsonError> {
    parse(text, Limits::default())
}

fn string(text: &str) -> Json {
    Json::String(text.to_owned())
}

/// The kind, line, column and path of the error.
fn refused(text: &str) -> (Kind, usize, usize, String) {
    let error = read(text).unwrap_err();
    (error.kind, error.line, error.column, error.path)
}

#[test]
fn reads_every_kind_of_value() {
    let text = " {\"a\": [null, true, false, -0.50e+3, \"x\"],\r\n\t\"b\": {}, \"c\": []} \n";
    let expected = Json::Object(vec![
        (
            "a".to_owned(),
            Json::Array(vec![
                Json::Null,
                Json::Bool(true),
                Json::Bool(false),
                Json::Number("-0.50e+3".to_owned()),
                string("x"),
            ]),
        ),
        ("b".to_owned(), Json::Object(vec![])),
        ("c".to_owned(), Json::Array(vec![])),
    ]);
    assert_eq!(read(text), Ok(expected));
}

#[test]
fn resolves_escapes() {
    let text = r#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00é€😀""#;
    let expected = "\"\\/\u{8}\u{c}\n\r\tAé€😀é€😀";
    assert_eq!(read(text), Ok(string(expected)));
    for lone in [
        r#""\ud83d""#,
        r#""\ude00""#,
        r#""\ud83dx""#,
        r#""\ud83d\u0041""#,
        r#""\ude00\ud83d""#,
        r#""\ud83d\ud83d""#,
        r#""\ud83d\n""#,
    ] {
        assert_eq!(refused(lone).0, Kind::LoneSurrogate, "{lone}");
    }
    for invalid in [
        r#""\x""#,
        r#""\u12""#,
        r#""\u12G4""#,
        r#""\u+123""#,
        r#""\u12é4""#,
        r#""\U0041""#,
        r#""\ud83d\u12""#,
        r#""\'""#,
    ] {
        assert_eq!(refused(invalid).0, Kind::InvalidEscape, "{invalid}");
    }
}

#[test]
fn numbers_are_strict_tokens() {
    for token in ["0", "-0", "12", "1.50", "0.0", "1e5", "1E-5", "-1.2e+03", "123456789012345678901234567890"] {
        assert_eq!(read(token), Ok(Json::Number(token.to_owned())));
    }
    for wrong in ["01", "-", "1.", "-01", "1e", "1e+", "1.e5", "00", "-.5"] {
        assert_eq!(refused(wrong).0, Kind::InvalidNumber, "{wrong}");
    }
    for wrong in ["+1", ".5", "NaN", "Infinity", "nul", "True", "'a'", "[1 2]", "{a:1}", "\u{feff}1"] {
        assert!(matches!(refused(wrong).0, Kind::UnexpectedCharacter(_)), "{wrong}");
    }
    for wrong in ["1 2", "0x10", "1,", "nullx", "[]]", "1\u{a0}", "\"a\"\"b\"", "1/*c*/", "1-"] {
        assert_eq!(refused(wrong).0, Kind::TrailingData, "{wrong}");
    }
}

#[test]
fn unfinished_texts_are_refused() {
    let whole = r#"{"a":[1,{"b":"c\n"}],"d":true}"#;
    assert!(read(whole).is_ok());
    for end in 0..whole.len() {
        assert!(read(&whole[..end]).is_err(), "{end}");
    }
    assert_eq!(refused(""), (Kind::UnexpectedEnd, 1, 1, String::new()));
    assert_eq!(refused("[1,\n").0, Kind::UnexpectedEnd);
    assert_eq!(refused("[1,]").0, Kind::UnexpectedCharacter(']'));
    assert_eq!(refused("{\"a\":1,}").0, Kind::UnexpectedCharacter('}'));
    assert_eq!(refused("\"a\nb\""), (Kind::ControlCharacter, 1, 3, String::new()));
}

#[test]
fn errors_say_where() {
    let text = "{\n  \"personen\": [\n    {\"naam\": \"é\"},\n    {\"näam\": ?}\n  ]\n}";
    let expected = (Kind::UnexpectedCharacter('?'), 4, 14, "/personen/1/näam".to_owned());
    assert_eq!(refused(text), expected);
    let twice = "{\"a\": {\"b\": 1,\n \"c\": 2, \"\\u0062\": 3}}";
    let expected = (Kind::DuplicateKey("b".to_owned()), 2, 10, "/a".to_owned());
    assert_eq!(refused(twice), expected);
    assert_eq!(refused("{\"a/b~c\": x}").3, "/a~1b~0c");
    assert_eq!(refused("{\"\": [[x]]}").3, "//0/0");
    let shown = read("[?]").unwrap_err().to_string();
    assert_eq!(shown, "UnexpectedCharacter('?') at line 1, column 2, path \"/0\"");
}

#[test]
fn limits_hold() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(32)).is_ok());
    assert_eq!(refused(&nested(33)).0, Kind::TooDeep);
    assert_eq!(refused(&"[".repeat(1_000_000)).0, Kind::TooDeep);
    assert_eq!(refused(&"{\"a\":".repeat(1_000_000)).0, Kind::TooDeep);
    let endless = Limits { depth: usize::MAX, ..Limits::OWN };
    assert!(parse(&nested(Limits::DEEPEST), endless).is_ok());
    let error = parse(&nested(1_000_000), endless).unwrap_err();
    assert_eq!(error.kind, Kind::TooDeep);

    let few = Limits { nodes: 3, ..Limits::default() };
    assert!(parse("[1,2]", few).is_ok());
    assert_eq!(parse("[1,2,3]", few).unwrap_err().kind, Kind::TooManyNodes);
    let short = Limits { bytes: 4, ..Limits::default() };
    assert!(parse("\"€\"", short).is_err());
    assert!(parse("1234", short).is_ok());
    assert_eq!(parse("12345", short).unwrap_err().kind, Kind::TooLarge);
    let narrow = Limits { items: 2, ..Limits::default() };
    for (fits, wide) in [("[1,2]", "[1,2,3]"), (r#"{"a":1,"b":2}"#, r#"{"a":1,"b":2,"c":3}"#)] {
        assert!(parse(fits, narrow).is_ok());
        assert_eq!(parse(wide, narrow).unwrap_err().kind, Kind::TooManyItems);
    }
    let terse = Limits { token: 3, ..Limits::default() };
    for (fits, long) in [("123", "1234"), (r#""abc""#, r#""abcd""#), (r#"{"abc":1}"#, r#"{"abcd":1}"#)] {
        assert!(parse(fits, terse).is_ok());
        assert_eq!(parse(long, terse).unwrap_err().kind, Kind::TooLong);
    }
    assert!(parse(r#""\u0041\u0041\u0041""#, terse).is_ok(), "what counts is the text, not how it is written");
    let flat = Limits { depth: 0, ..Limits::default() };
    assert!(parse("1", flat).is_ok());
    assert_eq!(parse("[]", flat).unwrap_err().kind, Kind::TooDeep);
}

#[test]
fn a_wide_object_is_read_in_reasonable_time() {
    let members: Vec<String> = (0..150_000).map(|n| format!("\"k{n}\":0")).collect();
    let text = format!("{{{}}}", members.join(","));
    assert_eq!(parse(&text, Limits::OWN).unwrap().as_object().unwrap().len(), 150_000);
}

#[test]
fn writes_in_one_form() {
    let value = read(r#"{"b":[1,{"é":null}],"a":{},"c":[],"d":"\u0001\u001F\u007f\/\"\\\b\f\n\r\t😀"}"#);
    let value = value.unwrap();
    let expected = "{\n  \"b\": [\n    1,\n    {\n      \"é\": null\n    }\n  ],\n  \"a\": {},\n  \"c\": [],\n  \"d\": \"\\u0001\\u001f\u{7f}/\\\"\\\\\\b\\f\\n\\r\\t😀\"\n}\n";
    assert_eq!(to_canonical(&value), expected);
    let compact = to_compact(&sorted(value.clone()));
    let start = r#"{"a":{},"b":[1,{"é":null}],"c":[],"d":""#;
    assert!(compact.starts_with(start), "{compact}");
    assert_eq!(value.to_compact(), to_compact(&value));
}

#[test]
fn accessors_answer_only_for_their_kind() {
    let value = read(r#"{"n": 12, "d": 1.5, "s": "x", "b": true, "l": [null]}"#).unwrap();
    let get = |key: &str| value.get(key).unwrap();
    assert_eq!((get("n").as_number(), get("n").as_i64()), (Some("12"), Some(12)));
    assert_eq!((get("d").as_number(), get("d").as_i64()), (Some("1.5"), None));
    assert_eq!((get("s").as_str(), get("s").as_bool()), (Some("x"), None));
    assert_eq!((get("b").as_bool(), get("b").as_str()), (Some(true), None));
    assert_eq!(get("l").as_array().map(<[Json]>::len), Some(1));
    assert!(get("l").as_array().unwrap()[0].is_null());
    assert_eq!(value.get("none"), None);
    assert_eq!(get("l").get("n"), None);
    assert_eq!(Json::integer(i64::MIN).as_i64(), Some(i64::MIN));
}

/// Values with unique keys and valid number tokens.
fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        "-?(0|[1-9][0-9]{0,20})([.][0-9]{1,9})?([eE][-+]?[0-9]{1,3})?".prop_map(Json::Number),
        any::<String>().prop_map(Json::String),
        "[\\x00-\\x7f]{0,8}".prop_map(Json::String),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::Array),
            (prop::collection::btree_map("[a-c\"\\\\\\x00é]{0,3}", inner, 0..6), any::<bool>()).prop_map(
                |(members, reversed)| {
                    let mut members: Vec<(String, Json)> = members.into_iter().collect();
                    if reversed {
                        members.reverse();
                    }
                    Json::Object(members)
                }
            ),
        ]
    })
}

/// Whether every object has its keys in order.
fn is_sorted(value: &Json) -> bool {
    match value {
        Json::Array(items) => items.iter().all(is_sorted),
        Json::Object(members) => members.is_sorted_by(|a, b| a.0 < b.0) && members.iter().all(|(_, v)| is_sorted(v)),
        _ => true,
    }
}

proptest! {
    #[test]
    fn round_trips(value in any_json()) {
        let (canonical, compact) = (to_canonical(&value), to_compact(&value));
        prop_assert_eq!(read(&canonical), Ok(value.clone()));
        prop_assert_eq!(read(&compact), Ok(value.clone()));
        prop_assert_eq!(to_canonical(&read(&compact).unwrap()), canonical);
        let in_order = sorted(value);
        prop_assert!(is_sorted(&in_order));
        prop_assert_eq!(sorted(in_order.clone()), in_order);
    }

    #[test]
    fn never_panics_and_points_inside(
        text in prop_oneof!["[\\[\\]{}\",:\\\\0-9eu.a \n-]{0,30}", "\\PC{0,30}"],
    ) {
        match read(&text) {
            Ok(value) => prop_assert_eq!(read(&to_canonical(&value)), Ok(value)),
            Err(error) => {
                let line = text.split('\n').nth(error.line - 1).unwrap();
                prop_assert!(error.column <= line.chars().count() + 1);
            }
        }
    }

    #[test]
    fn a_damaged_text_is_still_handled(value in any_json(), at in any::<prop::sample::Index>(), put in any::<char>()) {
        let mut characters: Vec<char> = to_compact(&value).chars().collect();
        let at = at.index(characters.len());
        characters[at] = put;
        let text: String = characters.into_iter().collect();
        if let Ok(value) = read(&text) {
            prop_assert_eq!(read(&to_compact(&value)), Ok(value));
        }
    }

    #[test]
    fn a_repeated_key_is_always_found(keys in prop::collection::vec("[a-d]{1,2}", 1..9)) {
        let members: Vec<String> = keys.iter().map(|key| format!("\"{key}\": 1")).collect();
        let text = format!("{{{}}}", members.join(", "));
        let repeated = (1..keys.len()).find(|at| keys[..*at].contains(&keys[*at]));
        match (read(&text), repeated) {
            (Ok(_), None) => {}
            (Err(error), Some(at)) => prop_assert_eq!(error.kind, Kind::DuplicateKey(keys[at].clone())),
            (found, _) => prop_assert!(false, "{found:?}"),
        }
    }
}
