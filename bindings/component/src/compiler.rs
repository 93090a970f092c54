//! Rule sets from texts or from a compiled program.

use toegang_api::Regelset;

use crate::convert;
use crate::generated::exports::toegang::indicatie::compiler::{Failure, Guest, SourceFile, Trial};
use crate::regelset::{Component, RuleSet};
use crate::wit::{self, Problem, RegelsetBorrow};

impl Guest for Component {
    fn texts(gemeente: Option<String>) -> Result<Vec<SourceFile>, Vec<Problem>> {
        let files = toegang_api::texts(gemeente.as_deref()).map_err(convert::problems)?;
        Ok(files.into_iter().map(|toegang_api::SourceFile { path, text }| SourceFile { path, text }).collect())
    }

    fn from_texts(files: Vec<SourceFile>, gemeente: String) -> Result<wit::Regelset, Vec<Problem>> {
        let files = files.into_iter().map(|SourceFile { path, text }| toegang_api::SourceFile { path, text }).collect();
        made(Regelset::from_texts(files, &gemeente))
    }

    fn from_program(bytes: Vec<u8>) -> Result<wit::Regelset, Vec<Problem>> {
        made(Regelset::from_program(&bytes))
    }

    fn program(of: RegelsetBorrow<'_>) -> Vec<u8> {
        of.get::<RuleSet>().0.program()
    }

    fn warnings(of: RegelsetBorrow<'_>) -> Vec<Problem> {
        convert::problems(of.get::<RuleSet>().0.warnings())
    }

    fn test(of: RegelsetBorrow<'_>) -> Trial {
        let trial = of.get::<RuleSet>().0.test();
        let failures = trial.failures.into_iter().map(|failure| Failure {
            place: failure.place.map(convert::place),
            example: failure.example,
            sentence: failure.sentence,
            found: failure.found,
        });
        Trial { failures: failures.collect(), passed: trial.passed, failed: trial.failed }
    }
}

fn made(set: Result<Regelset, Vec<toegang_api::Problem>>) -> Result<wit::Regelset, Vec<Problem>> {
    set.map(|set| wit::Regelset::new(RuleSet(set))).map_err(convert::problems)
}
