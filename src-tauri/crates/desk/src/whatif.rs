//! The same goods declared otherwise: as H7 or H1, at today's rates, with lines put together.

use customs::language::Language;
use customs::whatif;

use crate::contract::{FlatLines, SameHeading, ShowRequest, ValueLimit, ValueOn, Way, WhatIf};
use crate::core::Core;
use crate::error::DeskError;
use crate::{rates, review, showing};

/// What would be if the declaration were another. Nothing is written.
///
/// # Errors
/// There is none, or there are several.
pub(crate) fn what_if(core: &Core, request: &ShowRequest) -> Result<WhatIf, DeskError> {
    let state = core.ask(|reader| core.state(reader, &request.id))?;
    let language = showing::language(request.language.as_deref());
    let (on, today) = (state.verdict.rules_of, core.today());
    let seen = whatif::what_if(&state.body, &rates::packs(core), on, today, language);
    Ok(WhatIf {
        ways: seen.ways.into_iter().map(|seen| way(seen, language)).collect(),
        limit: seen.limit.map(limit),
        lines: seen.lines.map(lines),
    })
}

fn way(way: whatif::Way, language: Language) -> Way {
    Way {
        data_set: way.data_set,
        declared: way.declared,
        charges: review::own_charges(&way.charges, &way.rates, language),
        obstacles: way.obstacles.iter().map(review::finding).collect(),
    }
}

fn limit(distance: whatif::Distance) -> ValueLimit {
    ValueLimit {
        limit: distance.limit,
        declared: value_on(distance.declared),
        today: distance.today.map(value_on),
    }
}

fn value_on(value: whatif::ValueOn) -> ValueOn {
    ValueOn {
        day: value.day,
        value: value.value,
        left: value.left,
        rates: value.rates.into_iter().map(review::rate_used).collect(),
    }
}

fn lines(lines: whatif::FlatLines) -> FlatLines {
    let same = lines.same.into_iter().map(|(code, items)| SameHeading { code, items });
    FlatLines {
        each: lines.each,
        separate: lines.separate,
        together: lines.together,
        same: same.collect(),
    }
}
