//! Texts come back as they were packed, and no other bytes are taken for packed texts.
#![allow(clippy::unwrap_used, reason = "tests")]

use toegang_words::{pack, unpack};

fn again(texts: &[&str]) {
    let packed = pack(texts.iter().copied());
    let (unpacked, rest) = unpack(&packed).unwrap();
    assert_eq!(unpacked.iter().collect::<Vec<_>>(), texts);
    assert!(rest.is_empty());
    for end in 0..packed.len() {
        assert_eq!(unpack(&packed[..end]), None, "{end}");
    }
}

#[test]
fn what_was_packed_unpacks() {
    again(&[]);
    again(&[""]);
    again(&["", "één tekst, en  twee\n   spaties", " ", "één", "€ 5,00; 1°. …"]);
    again(&["een heel lang woord: arbeidsongeschiktheidsverzekeringen", &"é".repeat(40), &" x".repeat(300)]);
    let many: Vec<String> = (0..20_000).map(|number| number.to_string()).collect();
    let packed = pack(many.iter().map(String::as_str));
    assert_eq!(unpack(&packed).unwrap().0.iter().collect::<Vec<_>>(), many);
}

#[test]
fn no_other_bytes_unpack() {
    // One word of two bytes; three bytes in one text: the word twice would be four.
    let put = |bytes: &[u8]| unpack(bytes).is_some();
    assert!(put(&[1, 2, b'j', b'a', 4, 1, 1, 1, 0]));
    assert!(!put(&[1, 2, b'j', b'a', 3, 1, 1, 1, 0]), "longer than was said");
    assert!(!put(&[1, 2, b'j', b'a', 5, 1, 1, 1, 0]), "shorter than was said");
    assert!(!put(&[1, 2, b'j', b'a', 2, 1, 2, 0]), "no such word");
    assert!(!put(&[1, 0, 0, 1, 1, 0]), "an empty word");
    assert!(!put(&[1, 1, 0xff, 1, 1, 1, 0]), "no UTF-8");
    assert!(!put(&[2, 1, 1, 0xc3, 0xa9, 2, 2, 1, 0, 2, 0]), "a text that ends in a letter");
    assert!(put(&[2, 1, 1, 0xc3, 0xa9, 2, 1, 1, 2, 0]), "a letter of two words");
    assert!(!put(&[0xff, 0xff, 0xff, 0xff, 0x0f]), "more words than bytes");
    assert!(!put(&[1, 1, b'a', 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 0]), "more text than bytes");
}
