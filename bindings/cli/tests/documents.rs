//! What the README and the guide show is what the command prints; `…` stands for lines left out, or for the rest of a line.

mod common;

use std::path::{Path, PathBuf};

use common::{folder, root, toegang};

/// The words of a command line; quotes keep some together.
fn words(line: &str) -> Vec<String> {
    let mut list = Vec::new();
    for (place, part) in line.split('"').enumerate() {
        match place % 2 {
            0 => list.extend(part.split_whitespace().map(str::to_string)),
            _ => list.push(part.to_string()),
        }
    }
    list
}

/// Whether the lines that are shown stand in what was printed, one below the other, but for `…`.
fn stand(shown: &[&str], printed: &str) -> Result<(), String> {
    let mut printed = printed.lines();
    let mut skips = false;
    for line in shown {
        if line.trim() == "…" {
            skips = true;
            continue;
        }
        let is = |other: &str| line.strip_suffix('…').map_or(other == *line, |start| other.starts_with(start));
        let found = if skips { printed.any(is) } else { printed.next().is_some_and(is) };
        if !found {
            return Err(format!("not printed there: {line}"));
        }
        skips = false;
    }
    match printed.find(|line| !skips && !line.is_empty()) {
        Some(more) => Err(format!("printed as well: {more}")),
        None => Ok(()),
    }
}

/// The commands of a text, each with the lines below it.
fn commands(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut list: Vec<(&str, Vec<&str>)> = Vec::new();
    let blocks = text.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    for (_, block) in blocks.filter(|(_, block)| block.starts_with("$ toegang ")) {
        for line in block.lines() {
            match (line.strip_prefix("$ toegang "), list.last_mut()) {
                (Some(command), _) => list.push((command, Vec::new())),
                (None, Some((_, shown))) => shown.push(line),
                (None, None) => {}
            }
        }
    }
    list
}

/// Runs the commands of a document; a decision that one of them keeps stands in a folder of the test. How many there are,
/// and what is not printed as it stands there.
fn run(document: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(document).expect("a document");
    let name = document.file_stem().expect("a name").to_string_lossy();
    let kept = folder(&format!("documents-{name}")).join("besluit.json").display().to_string();
    let commands = commands(&text);
    let mut wrong = Vec::new();
    for (command, shown) in &commands {
        let line = command.replace("besluit.json", &kept);
        let (line, into) = line.split_once(" > ").map_or((line.as_str(), None), |(line, into)| (line, Some(into)));
        let words = words(line);
        let ran = toegang(&words.iter().map(String::as_str).collect::<Vec<_>>());
        match into {
            Some(path) => std::fs::write(path, &ran.out).expect("a file for the test"),
            None => wrong.extend(
                stand(shown, &format!("{}{}", ran.out, ran.err))
                    .err()
                    .map(|fault| format!("{}: $ toegang {command}\n  {fault}\n{}", document.display(), ran.err)),
            ),
        }
    }
    (commands.len(), wrong)
}

/// The Markdown files of a folder and below it.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut list: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { documents(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    list.sort();
    list
}

#[test]
fn the_readme_is_true() {
    let (count, wrong) = run(&root().join("README.md"));
    assert!(count >= 6);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_guide_is_true() {
    let ran: Vec<(usize, Vec<String>)> =
        documents(&root().join("docs/handleiding")).iter().map(|document| run(document)).collect();
    assert!(ran.iter().map(|(count, _)| count).sum::<usize>() >= 1);
    let wrong: Vec<String> = ran.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
