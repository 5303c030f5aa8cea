//! Reads a formula with the grammar of the crate `cel`.

use cel::IdedExpr;
use cel::common::ast::SourceInfo;
use cel::parser::{ParseError, Parser};

use super::error::{FormulaError, FormulaFault};
use super::{DEEPEST, LONGEST};

/// The expression, and where its parts stand in the text.
pub(super) fn expression(text: &str) -> Result<(IdedExpr, SourceInfo), FormulaError> {
    if text.trim().is_empty() {
        let fault = FormulaFault::Length { bytes: 0, most: LONGEST };
        return Err(FormulaError::at(text, 0, fault));
    }
    // The parser's stack and time grow with both; neither is left to chance.
    if text.len() > LONGEST {
        let fault = FormulaFault::Length { bytes: text.len(), most: LONGEST };
        return Err(FormulaError::at(text, LONGEST, fault));
    }
    let deepest = u16::try_from(DEEPEST).unwrap_or(u16::MAX);
    Parser::new()
        .max_recursion_depth(deepest)
        .parse_with_source_info(text)
        .map_err(|errors| told(errors.errors.first()))
}

/// The parser's first complaint in our words: it speaks of tokens and rules of a grammar.
fn told(error: Option<&ParseError>) -> FormulaError {
    let message = error.map_or("", |error| error.msg.as_str());
    let fault = if message.contains("Recursion limit") {
        FormulaFault::TooDeep { most: DEEPEST }
    } else if message.contains("<EOF>") && !message.contains("expecting <EOF>") {
        FormulaFault::Unreadable("the formula ends before it is complete")
    } else if message.contains("token recognition") {
        FormulaFault::Unreadable("this sign has no meaning here, or a quote is not closed")
    } else {
        FormulaFault::Unreadable("the formula cannot be read from here on")
    };
    let (line, column) = error.map_or((1, 1), |error| error.pos);
    let counted = |number: isize| usize::try_from(number).unwrap_or(1).max(1);
    FormulaError { line: counted(line), column: counted(column), fault }
}
