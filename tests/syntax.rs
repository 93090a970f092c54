//! The parser: what the tree of each form is, the limits, and that no text can break it.

use proptest::prelude::*;
use toegang::diagnostic::{Diagnostic, text::render};
use toegang::syntax::tree::{Block, Clause, Field, File, Item, ListItem, Sentence, Token};
use toegang::syntax::{MAX_BLOCKS, MAX_BYTES, MAX_DEPTH, MAX_ELEMENT, MAX_FOUND, MAX_LINES, MAX_TOKENS, format, parse};

/// Every form of the language once.
const EXAMPLE: &str = include_str!("syntax/alles.regels");

/// The tree as an outline: one line per element, tokens between bars.
fn outline(file: &File) -> String {
    let mut out = String::new();
    for block in &file.blocks {
        for comment in &block.comments {
            out.push_str(&std::format!("# {comment}\n"));
        }
        out.push_str(&std::format!("{:?} {}\n", block.keyword, words(&block.header)));
        for item in &block.items {
            outline_item(&mut out, item);
        }
    }
    for comment in &file.trailing {
        out.push_str(&std::format!("# {comment}\n"));
    }
    out
}

fn outline_item(out: &mut String, item: &Item) {
    match item {
        Item::Comment { text, .. } => out.push_str(&std::format!("  comment {text}\n")),
        Item::Field(field) => {
            out.push_str(&std::format!("  field {}: {:?} {}\n", field.keyword, field.text, words(&field.clause)));
            outline_list(out, &field.list, 4);
        }
        Item::Entry(entry) => {
            out.push_str(&std::format!("  entry {}: {:?} {}\n", words(&entry.name), entry.text, words(&entry.value)));
        }
        Item::Group(group) => {
            out.push_str(&std::format!("  group {}\n", words(&group.header)));
            for entry in &group.entries {
                out.push_str(&std::format!("    {}: {}\n", words(&entry.name), words(&entry.value)));
            }
        }
        Item::Paragraph(paragraph) => {
            out.push_str(&std::format!("  paragraph {:?}\n", paragraph.number));
            for sentence in &paragraph.sentences {
                out.push_str(&std::format!("    sentence {}\n", words(&sentence.clause)));
                outline_list(out, &sentence.list, 6);
                if !sentence.letters.is_empty() {
                    out.push_str("    letters\n");
                    outline_list(out, &sentence.letters, 6);
                }
            }
        }
        Item::Row(row) => {
            let cells: Vec<String> = row.cells.iter().map(words).collect();
            out.push_str(&std::format!("  row {}\n", cells.join(" / ")));
        }
    }
}

fn outline_list(out: &mut String, list: &[ListItem], indent: usize) {
    for item in list {
        out.push_str(&std::format!("{:indent$}{} {}\n", "", item.mark, words(&item.clause)));
        outline_list(out, &item.list, indent + 3);
    }
}

/// The tokens of a clause; what is no word carries its kind.
fn words(clause: &Clause) -> String {
    let texts = clause.tokens.iter().map(|token| match token.kind {
        toegang::syntax::tree::TokenKind::Word | toegang::syntax::tree::TokenKind::Mark => token.text.clone(),
        kind => std::format!("<{kind:?} {}>", token.text),
    });
    std::format!("|{}|", texts.collect::<Vec<_>>().join(" "))
}

/// All tokens of a file in order, and the texts of its fields.
fn tokens(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    for block in &file.blocks {
        found.extend(block.comments.clone());
        add(&mut found, &block.header);
        block.items.iter().for_each(|item| add_item(&mut found, item));
    }
    found.extend(file.trailing.clone());
    found
}

fn add(found: &mut Vec<String>, clause: &Clause) {
    found.extend(clause.tokens.iter().map(|Token { kind, text, .. }| std::format!("{kind:?} {text}")));
}

fn add_list(found: &mut Vec<String>, list: &[ListItem]) {
    for item in list {
        found.push(item.mark.clone());
        add(found, &item.clause);
        add_list(found, &item.list);
    }
}

fn add_item(found: &mut Vec<String>, item: &Item) {
    match item {
        Item::Comment { text, .. } => found.push(text.clone()),
        Item::Field(Field { keyword, clause, text, list, .. }) => {
            found.push(keyword.clone());
            add(found, clause);
            if clause.tokens.is_empty() && list.is_empty() {
                found.push(text.clone());
            }
            add_list(found, list);
        }
        Item::Entry(entry) => {
            add(found, &entry.name);
            add(found, &entry.value);
        }
        Item::Group(group) => {
            add(found, &group.header);
            for entry in &group.entries {
                add(found, &entry.name);
                add(found, &entry.value);
            }
        }
        Item::Paragraph(paragraph) => {
            found.extend(paragraph.number.map(|number| number.to_string()));
            for Sentence { clause, list, letters, .. } in &paragraph.sentences {
                add(found, clause);
                add_list(found, list);
                add_list(found, letters);
            }
        }
        Item::Row(row) => row.cells.iter().for_each(|cell| add(found, cell)),
    }
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_form_has_its_tree() {
    let (file, found) = parse(0, EXAMPLE);
    assert_eq!(codes(&found), [""; 0]);
    insta::assert_snapshot!(outline(&file));
}

#[test]
fn white_space_does_not_matter() {
    let plain = outline(&parse(0, EXAMPLE).0);
    let odd = std::format!("\u{feff}{}", EXAMPLE.replace('\n', "  \r\n").replace("€ ", "€\u{a0}").replace("  ", "\t"));
    let (file, found) = parse(0, &odd);
    assert_eq!(codes(&found), [""; 0]);
    assert_eq!(outline(&file), plain);
}

#[test]
fn accents_may_stand_apart() {
    let (file, _) = parse(0, "regel één\n  Het is e\u{301}e\u{301}n.\n");
    assert!(outline(&file).contains("sentence |Het is één|"));
}

#[test]
fn spans_count_bytes_of_the_text_as_given() {
    let text = "\u{feff}# één\r\nregel  recht\r\n\tbron\tPw\r\n\tDe norm is € 5,00.\r\n";
    let (file, found) = parse(7, text);
    assert_eq!(codes(&found), [""; 0]);
    let Some(Block { header, items, .. }) = file.blocks.first() else { panic!("no block") };
    let at = |start: u32, end: u32| &text[start as usize..end as usize];
    assert_eq!(at(header.span.start, header.span.end), "recht");
    assert_eq!(header.span.file, 7);
    let [Item::Field(field), Item::Paragraph(paragraph)] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(at(field.span.start, field.span.end), "bron\tPw");
    let sentence = &paragraph.sentences[0];
    assert_eq!(at(sentence.span.start, sentence.span.end), "De norm is € 5,00.");
    let money = sentence.clause.tokens.last().map(|token| at(token.span.start, token.span.end));
    assert_eq!(money, Some("€ 5,00"));
}

#[test]
fn a_wrong_block_does_not_hide_the_next() {
    let text = "regl een\n  bron  Pw\n\nconvenant twee\n  iets\n\nregel drie\n  De norm is €5.\n";
    let (file, found) = parse(0, text);
    assert_eq!(codes(&found), ["T0101", "T0101", "T0202"]);
    assert_eq!(file.blocks.len(), 2);
}

#[test]
fn limits_are_reported() {
    let large = std::format!("regel x\n{}", " ".repeat(MAX_BYTES));
    assert_eq!(codes(&parse(0, &large).1), ["T0107"]);
    let lines = "\n".repeat(MAX_LINES + 1);
    assert_eq!(codes(&parse(0, &lines).1), ["T0107"]);
    let many = "rol x\n".repeat(MAX_BLOCKS + 2);
    let (file, found) = parse(0, &many);
    assert_eq!((file.blocks.len(), codes(&found)), (MAX_BLOCKS, vec!["T0108"]));
    let long = std::format!("regel x\n  De norm is {}.\n", "de norm ".repeat(MAX_TOKENS));
    assert_eq!(codes(&parse(0, &long).1), ["T0110"]);
    let wide = std::format!("regel x\n  De norm is {}.\n", "(".repeat(MAX_ELEMENT));
    assert_eq!(codes(&parse(0, &wide).1), ["T0110"]);
    let wrong = "x\n".repeat(MAX_FOUND + 100);
    assert_eq!(parse(0, &wrong).1.len(), MAX_FOUND + 1);
    let mut deep = String::from("regel x\n  De persoon is A, indien:\n");
    for depth in 0..=MAX_DEPTH {
        let mark = if depth % 2 == 0 { "a." } else { "1°." };
        deep.push_str(&std::format!("{:indent$}{mark} geldt:\n", "", indent = 5 + 3 * depth));
    }
    assert!(codes(&parse(0, &deep).1).contains(&"T0111"));
}

#[test]
fn a_long_line_is_shown_in_part() {
    let text = std::format!("regel x\n  De norm is {} § {}.\n", "de norm ".repeat(100), "de norm ".repeat(100));
    let (_, found) = parse(0, &text);
    let shown = render(&found[0], &[("x", &text)]);
    assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    let marks = shown.lines().find(|line| line.contains('^')).and_then(|line| line.find('^'));
    let line = shown.lines().find(|line| line.starts_with("2 |")).and_then(|line| line.find('§'));
    assert_eq!(marks, line);
}

/// What holds for any text: the spans are in it, the formatter keeps the tokens and does nothing the second time.
fn check(text: &str) -> Result<(), TestCaseError> {
    let (file, found) = parse(0, text);
    for diagnostic in &found {
        prop_assert!(text.get(diagnostic.span.start as usize..diagnostic.span.end as usize).is_some());
        prop_assert!(toegang::diagnostic::text::entries().any(|entry| entry.code == diagnostic.code));
        prop_assert!(render(diagnostic, &[("x", text)]).contains(diagnostic.code));
    }
    if let Ok(once) = format(text) {
        let (again, found) = parse(0, &once);
        prop_assert_eq!(codes(&found), [""; 0], "{}", once);
        prop_assert_eq!(tokens(&file), tokens(&again), "{}", once);
        let twice = format(&once).unwrap_or_default();
        prop_assert_eq!(once, twice);
    }
    Ok(())
}

/// Pieces of which rule text is made, right and wrong.
fn piece() -> impl Strategy<Value = String> {
    let right = prop::sample::select(vec![
        "de",
        "persoon",
        "A",
        "B",
        "De",
        "Hierin is",
        "indien",
        "€ 5",
        "€5",
        "1 juli 2026",
        "25%",
        "4,5",
        "1.5",
        "2",
        "ja/nee",
        ":",
        ";",
        ".",
        ",",
        "(",
        ")",
        "+",
        "−",
        "-",
        "×",
        "/",
        "*",
        "x",
        "|",
        "\"a b\"",
        "“a”",
        "§",
        "a.",
        "b.",
        "1°.",
        "A:",
        "B:",
        "1.",
        "2.",
        "bron",
        "op",
        "geeft",
        "met ingang van",
        "betrekt daarbij:",
        "en/of",
        "#",
        "; en",
    ]);
    let gap = prop::sample::select(vec![
        " ",
        " ",
        " ",
        "",
        "  ",
        "\n",
        "\n  ",
        "\n  ",
        "\n     ",
        "\n    ",
        "\n# c\n",
        "\n  # c\n",
    ]);
    (right, gap).prop_map(|(piece, gap)| std::format!("{piece}{gap}"))
}

/// The example with some characters replaced, removed or doubled.
fn mutated() -> impl Strategy<Value = String> {
    let lines: Vec<&str> = EXAMPLE.lines().collect();
    let count = lines.len();
    let text: Vec<String> = lines.into_iter().map(str::to_string).collect();
    (0..count, 1..40_usize, prop::collection::vec((any::<prop::sample::Index>(), piece(), 0..4_u8), 1..4)).prop_map(
        move |(from, length, edits)| {
            let mut chars: Vec<char> = text[from..count.min(from + length)].join("\n").chars().collect();
            for (index, piece, kind) in edits {
                let at = index.index(chars.len().max(1)).min(chars.len());
                match kind {
                    0 if at < chars.len() => drop(chars.remove(at)),
                    1 => drop(chars.drain(at..chars.len().min(at + 12))),
                    2 => chars.splice(at..at, piece.chars()).for_each(drop),
                    _ => chars.splice(at..chars.len().min(at + 3), piece.chars()).for_each(drop),
                }
            }
            chars.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,200}|[ -~\n\t€°“§]{0,200}") {
        check(&text)?;
    }

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn pieces_can_be_read(
        head in prop::sample::select(vec!["regel x", "voorbeeld x", "gegevens x", "besluit x", "tabel x", "bedrag x", "oordeel x"]),
        pieces in prop::collection::vec(piece(), 0..30),
    ) {
        check(&std::format!("{head}\n  {}", pieces.concat()))?;
    }

    #[test]
    fn mutated_rules_can_be_read(text in mutated()) {
        check(&text)?;
    }
}

#[test]
fn the_formatter_keeps_every_token_of_the_example() {
    assert!(check(EXAMPLE).is_ok());
}
