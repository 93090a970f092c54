//! The page of every diagnostic: what it is, why it matters, an example that triggers it, and how to mend it.
//!
//! The pages stand in `docs/meldingen`, one file per code, each with the headings *Wat*, *Waarom*, *Voorbeeld* and
//! *Oplossing*. A test runs every example.

/// Makes the table of pages from the codes.
macro_rules! pages {
    ($($code:literal)*) => {
        &[$(($code, include_str!(concat!("../../docs/meldingen/", $code, ".md"))),)*]
    };
}

/// All pages by code. A new page is one more code here and its file.
const PAGES: &[(&str, &str)] = pages![
    "T0101" "T0102" "T0103" "T0104" "T0105" "T0106" "T0107" "T0108" "T0109" "T0110" "T0111" "T0112" "T0113" "T0114"
    "T0115" "T0116" "T0117" "T0118" "T0119" "T0120"
    "T0201" "T0202" "T0203" "T0204" "T0205" "T0206" "T0207" "T0208"
    "T0301" "T0302" "T0303" "T0304" "T0305" "T0306" "T0307" "T0308" "T0309" "T0310" "T0311" "T0312" "T0313" "T0314"
    "T0315" "T0316" "T0317" "T0318" "T0319" "T0320" "T0321"
];

/// The page of a code, in Markdown.
///
/// ```
/// use toegang::diagnostic::pages::page;
/// assert!(page("T0101").is_some_and(|page| page.starts_with("# T0101 ")));
/// assert!(page("T9999").is_none());
/// ```
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}

/// The codes that have a page, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(code, _)| *code)
}
