//! What a code means on a day, and the way down the tree.

use customs::nomenclature::{CODE_LINE, GoodsCode, Tree};

use super::lines;
use super::searching::Shelf;
use crate::contract::{TariffShow, TariffView};
use crate::core::Core;
use crate::error::DeskError;

/// A line and those right below it, as they were on a day; without a code the chapters.
///
/// The most detailed nomenclature that knows the code answers. Where none does, the answer is the
/// nearest line above the code, and says so.
///
/// # Errors
/// Nothing was imported yet, the text is no code, or not even its chapter is known.
pub(crate) fn show(core: &Core, request: &TariffShow) -> Result<TariffView, DeskError> {
    let on = request.on.unwrap_or_else(|| core.today());
    let shelf = Shelf::of(core, on)?;
    let language = request.language.as_deref();
    let (edition, place) = match request.code.as_deref() {
        None => (0, None),
        Some(text) => {
            let code: GoodsCode = text.parse()?;
            let trees: Vec<&Tree> = shelf.editions.iter().map(|(_, tree)| &**tree).collect();
            let found = find(&trees, &code, request.suffix.unwrap_or(CODE_LINE));
            let (edition, place, exact) = found.ok_or(DeskError::UnknownCode(code))?;
            (edition, Some((place, exact)))
        }
    };
    let (row, tree) = &shelf.editions[edition];
    let at = place.map(|(place, _)| place);
    let mut line = at.map(|place| shelf.line(edition, place, language)).transpose()?;
    if let Some(line) = line.as_mut().filter(|line| line.unit.is_none()) {
        line.unit = unit(&shelf, &line.code.parse()?);
    }
    let below = tree.below(at).into_iter().map(|place| shelf.line(edition, place, language));
    let in_force = at.and_then(|place| tree.at(place)).is_none_or(|node| node.holds_on(on));
    Ok(TariffView {
        on,
        system: row.system.into(),
        edition: row.from,
        of_its_day: row.from <= on,
        line,
        exact: place.is_none_or(|(_, exact)| exact),
        in_force,
        texts: at.map(|at| lines::texts(shelf.reference, row, at)).transpose()?.unwrap_or_default(),
        below: below.collect::<Result<_, _>>()?,
    })
}

/// The line of a code: in the first nomenclature that has it, else the nearest line above it. Answers
/// which nomenclature, where, and whether it is the code itself.
pub(super) fn find(trees: &[&Tree], code: &GoodsCode, suffix: u8) -> Option<(usize, u32, bool)> {
    for digits in [10, 8, 6, 4, 2] {
        let shorter = code.cut(digits);
        for (edition, tree) in trees.iter().enumerate() {
            if let Some(place) = tree.find(&shorter) {
                let with_suffix = tree
                    .beginning_with(shorter.padded())
                    .find(|at| tree.at(*at).is_some_and(|node| node.suffix == suffix));
                return Some((edition, with_suffix.unwrap_or(place), shorter == *code));
            }
        }
    }
    None
}

/// The supplementary unit of a code. The files of TARIC do not name it, those of the Combined
/// Nomenclature do, and it holds for what the CN code is refined into.
fn unit(shelf: &Shelf<'_>, code: &GoodsCode) -> Option<String> {
    let in_full = GoodsCode::with_digits(code.cut(8).padded(), 8).ok()?;
    let of_tree = |tree: &Tree| tree.at(tree.find(&in_full)?)?.unit.clone();
    shelf.editions.iter().find_map(|(_, tree)| of_tree(tree))
}
