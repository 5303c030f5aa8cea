//! Official files into the desk's reference data.

use std::fs::File;

use chrono::NaiveDate;
use customs::nomenclature::Line;
use exchange::{NomenclatureFile, read_nomenclature};
use store::EditionFile;

use crate::contract::{
    ImportNomenclature, NomenclatureImported, NomenclatureReport, RefusedRecord, small,
};
use crate::core::Core;
use crate::error::DeskError;
use crate::staging::StagedFile;

/// Imports staged files of the nomenclature, each in one transaction. What is no nomenclature is
/// refused with its reason, and the other files come in.
///
/// # Errors
/// A file is not staged any more or cannot be read, or the disk does not take it.
pub(crate) fn import(
    core: &Core,
    request: &ImportNomenclature,
) -> Result<NomenclatureReport, DeskError> {
    let mut report = NomenclatureReport::default();
    for id in &request.staged {
        let staged = core.staging.get(*id)?;
        let (file, refused) = import_one(core, request, &staged)?;
        report.lines += file.lines;
        report.refused = report.refused.saturating_add(refused);
        report.files.push(file);
        core.staging.forget(*id);
    }
    Ok(report)
}

fn import_one(
    core: &Core,
    request: &ImportNomenclature,
    staged: &StagedFile,
) -> Result<(NomenclatureImported, u32), DeskError> {
    let io = |cause| DeskError::Io { what: format!("“{}”", staged.name), cause };
    let opened = File::open(&staged.path).map_err(io)?;
    let read = match read_nomenclature(opened).map_err(io)? {
        Ok(read) => read,
        Err(refusal) => return Ok((nothing(staged, vec![refusal.into()]), 1)),
    };
    let NomenclatureFile { system, languages, refused, refused_count } = read;
    let name = staged.name.rsplit(['/', '\\']).next().unwrap_or(&staged.name);
    let all = languages.iter().flat_map(|(_, lines)| lines);
    let from = request.from.or_else(|| year_in(name)).or_else(|| newest(all, core.today()));
    let from = from.unwrap_or_else(|| core.today());
    let mut file = nothing(staged, refused.into_iter().map(RefusedRecord::from).collect());
    let mut count = small(refused_count);
    for (said, lines) in languages {
        let Some(language) = said.or_else(|| request.language.clone()) else {
            count = count.saturating_add(1);
            file.refused.push(no_language(name));
            continue;
        };
        let lines_count = small(lines.len() as u64);
        let told = EditionFile {
            language: language.clone(),
            name: name.to_owned(),
            imported_at: core.surroundings.now(),
            lines: lines_count,
        };
        core.reference()?.import(system, from, &told, lines)?;
        file.lines += lines_count;
        file.languages.push(language);
        (file.system, file.from) = (Some(system.into()), Some(from));
    }
    Ok((file, count))
}

fn nothing(staged: &StagedFile, refused: Vec<RefusedRecord>) -> NomenclatureImported {
    NomenclatureImported {
        path: staged.name.clone(),
        system: None,
        from: None,
        languages: Vec::new(),
        lines: 0,
        refused,
    }
}

fn no_language(name: &str) -> RefusedRecord {
    RefusedRecord {
        record: 1,
        line: 1,
        reference: None,
        code: "language_unknown".to_owned(),
        reason: format!("“{name}” does not say in which language it is."),
        hint: "Say which when you import it, for example: --language en.".to_owned(),
    }
}

/// The first day of the year that stands in a file's name, as in `nomenclature 2026 EN.xlsx`.
fn year_in(name: &str) -> Option<NaiveDate> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    let year = |number: &str| number.parse().ok().filter(|year| (1988..2100).contains(year));
    let found = numbers.filter(|number| number.len() == 4).find_map(year)?;
    NaiveDate::from_ymd_opt(found, 1, 1)
}

/// The newest day of a file on which a line began, of those that are not in the future.
fn newest<'a>(lines: impl Iterator<Item = &'a Line>, today: NaiveDate) -> Option<NaiveDate> {
    lines.filter_map(|line| line.valid_from).filter(|from| *from <= today).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::english("taric_nomenclature_2025_en.csv", Some("2025-01-01"))]
    #[case::harmonized("hs2022.csv", Some("2022-01-01"))]
    #[case::a_day("Nomenclature EN 20251103.xlsx", None)]
    #[case::eight_digits("cn8_2023_nl.csv", Some("2023-01-01"))]
    #[case::none("Nomenclature EN.xlsx", None)]
    #[case::no_year("lines 0104.csv", None)]
    fn a_year_may_stand_in_the_name(#[case] name: &str, #[case] expected: Option<&str>) {
        assert_eq!(year_in(name), expected.map(|day| day.parse().unwrap()));
    }
}
