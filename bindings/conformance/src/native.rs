//! The engine as it is linked into this program.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use toegang_api::{Casus, Columns, Document, Options, Problem, Regelset, json, texts};

use crate::corpus::{Ask, Form, Item, Question};
use crate::host::{Engine, hexadecimal};

/// The engine with the rule sets used so far.
#[derive(Default)]
pub struct Native {
    sets: BTreeMap<Option<String>, Regelset>,
}

impl Native {
    fn set(&mut self, gemeente: &Option<String>) -> Result<&Regelset, Vec<Problem>> {
        if !self.sets.contains_key(gemeente) {
            self.sets.insert(gemeente.clone(), Regelset::built_in(gemeente.as_deref())?);
        }
        self.sets.get(gemeente).ok_or_else(Vec::new)
    }

    fn documents(&mut self, item: &Item) -> Result<Vec<String>, Vec<Problem>> {
        Ok(match &item.ask {
            Ask::Case { text, questions } => {
                let (set, casus) = (self.set(&item.gemeente)?, Casus::Json(text.clone()));
                questions.iter().map(|question| answer(set, &casus, question)).collect()
            }
            Ask::Batch { texts, question } => {
                let set = self.set(&item.gemeente)?;
                texts.iter().map(|text| answer(set, &Casus::Json(text.clone()), question)).collect()
            }
            Ask::Table { text, columns, onderwerp } => {
                let (casus, columns) = (Casus::Json(text.clone()), Columns::Json(columns.clone()));
                let options = Options { onderwerp: onderwerp.clone(), ..Options::default() };
                vec![self.set(&item.gemeente)?.outcomes_table(&casus, &columns, &options)?]
            }
            Ask::RuleSet => about(self.set(&item.gemeente)?, item.gemeente.as_deref())?,
            Ask::Texts(files) => {
                Regelset::from_texts(files.clone(), "")?;
                vec!["compiles".to_string()]
            }
        })
    }
}

impl Engine for Native {
    fn run(&mut self, item: &Item) -> Result<Option<Vec<String>>, String> {
        Ok(Some(self.documents(item).unwrap_or_else(|problems| vec![json::problems(&problems)])))
    }
}

fn answer(set: &Regelset, casus: &Casus, Question { onderwerp, form }: &Question) -> String {
    let options = Options { onderwerp: onderwerp.clone(), spoor: *form == Form::Trace, ..Options::default() };
    let said = match form {
        Form::Decision | Form::Trace => set.evaluate(casus, &options),
        Form::Outcomes => set.outcomes(casus, &options),
        Form::Explanation => set.explain(casus, &options),
        Form::Questions => set.questions(casus, &options).map(|asked| json::questions(&asked)),
    };
    said.unwrap_or_else(|problems| json::problems(&problems))
}

fn about(set: &Regelset, gemeente: Option<&str>) -> Result<Vec<String>, Vec<Problem>> {
    Ok(vec![
        json::metadata(&set.metadata()),
        set.schema(Document::Casus),
        set.schema(Document::Besluit),
        set.schema(Document::Uitkomsten),
        json::trial(&set.test()),
        json::problems(&set.warnings()),
        hexadecimal(&Sha256::digest(set.program())),
        json::texts(&texts(gemeente)?),
    ])
}
