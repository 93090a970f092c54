//! The messages of the checker: the example on a page must give its message and no other.

use toegang::diagnostic::text;
use toegang::{Compiled, SourceFile, compile};

use crate::pages::{blocks, codes};

/// The codes of the checker.
fn checked() -> impl Iterator<Item = &'static str> {
    codes('T').filter(|code| *code >= "T0400")
}

/// The example on a page.
fn example(code: &str) -> &'static str {
    blocks(code, "regels").first().copied().unwrap_or_else(|| panic!("{code} has no example"))
}

fn compiled(code: &str) -> Compiled {
    compile(&[SourceFile { path: "voorbeeld.regels".into(), text: example(code).into() }], "")
}

#[test]
fn an_example_gives_the_message_of_its_page_and_no_other() {
    for code in checked() {
        let found: Vec<&str> = compiled(code).findings.iter().map(|finding| finding.code).collect();
        assert_eq!(found, [code], "the example of {code}");
    }
}

#[test]
fn the_messages_read_as_they_should() {
    for series in ["T04", "T05", "T06", "T07", "T08", "T09"] {
        let mut shown = String::new();
        for code in checked().filter(|code| code.starts_with(series)) {
            for finding in compiled(code).findings {
                shown.push_str(&text::render(&finding, &[("voorbeeld.regels", example(code))]));
                shown.push('\n');
            }
        }
        insta::assert_snapshot!(series, shown);
    }
}
