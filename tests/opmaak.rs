//! The formatter: one file per behaviour under `tests/opmaak`, its result as a snapshot.

use std::fs;
use std::path::PathBuf;

use toegang::syntax::format;

#[test]
fn every_behaviour_has_its_layout() {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/opmaak");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(directory).expect("the cases").map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let text = fs::read_to_string(&path).expect("a text");
        let once = format(&text).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        assert_eq!(format(&once).as_ref(), Ok(&once), "{name}: the second time changes something");
        insta::assert_snapshot!(name, once);
    }
}

#[test]
fn a_text_with_errors_is_not_laid_out() {
    let found = format("regl  norm\n").expect_err("an error");
    assert_eq!(found.len(), 1);
}

#[test]
fn an_empty_text_stays_empty() {
    assert_eq!(format(""), Ok(String::new()));
    assert_eq!(format("\n\n"), Ok(String::new()));
}
