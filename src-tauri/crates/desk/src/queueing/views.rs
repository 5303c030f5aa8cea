//! Named filters with live counts: those that come with the desk, and the broker's own.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::contract::{Filter, Lane, RemoveView, SaveView, Sort, Status, View, ViewGroup, Views};
use crate::core::Core;
use crate::error::DeskError;

const SETTING: &str = "views";

/// A view that a broker saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Saved {
    name: String,
    filter: Filter,
    sort: Sort,
}

/// All views with their live counts.
///
/// # Errors
/// The store cannot be read.
pub(crate) fn views(core: &Core) -> Result<Views, DeskError> {
    let saved = saved(core)?.into_iter().map(|saved| View {
        key: saved.name.clone(),
        name: Some(saved.name),
        group: ViewGroup::Mine,
        filter: saved.filter,
        sort: saved.sort,
        count: 0,
    });
    let mut views: Vec<View> = builtin().into_iter().chain(saved).collect();
    core.ask(|reader| {
        for view in &mut views {
            let count = reader.count(&super::filter(core, &view.filter)?)?;
            view.count = super::small(count);
        }
        Ok::<_, DeskError>(())
    })?;
    Ok(Views { views })
}

/// Keeps a filter under a name; the same name replaces.
///
/// # Errors
/// The name is blank, or the store does not take it.
pub(crate) fn save_view(core: &Core, request: SaveView) -> Result<Views, DeskError> {
    let name = request.name.trim().to_owned();
    if name.is_empty() || builtin().iter().any(|view| view.key == name) {
        return Err(DeskError::UnknownView(name));
    }
    let mut all = saved(core)?;
    all.retain(|view| view.name != name);
    all.push(Saved { name, filter: request.filter, sort: request.sort });
    keep(core, &all)
}

/// Drops a view of one's own.
///
/// # Errors
/// There is none of that name.
pub(crate) fn remove_view(core: &Core, request: &RemoveView) -> Result<Views, DeskError> {
    let mut all = saved(core)?;
    let before = all.len();
    all.retain(|view| view.name != request.key);
    if all.len() == before {
        return Err(DeskError::UnknownView(request.key.clone()));
    }
    keep(core, &all)
}

fn saved(core: &Core) -> Result<Vec<Saved>, DeskError> {
    let text = core.ask(|reader| reader.setting(SETTING))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn keep(core: &Core, all: &[Saved]) -> Result<Views, DeskError> {
    let text = serde_json::to_string(all).expect("views have string keys");
    core.write(|writer| Ok::<_, DeskError>(writer.set_setting(SETTING, &text)?))?;
    views(core)
}

fn builtin() -> Vec<View> {
    let queued = |lane: Lane| in_status(&[Status::Queued]).lane(lane);
    let near_limit = Filter {
        value_from: Some(Decimal::new(14_000, 2)),
        value_to: Some(Decimal::new(15_000, 2)),
        data_sets: vec!["H7".to_owned()],
        ..in_status(&[Status::Queued])
    };
    let split = Filter { split: Some(true), ..in_status(&[Status::Queued]) };
    let soon = Filter { due_within_minutes: Some(120), ..in_status(&[Status::Queued]) };
    let in_conflict = Filter { in_conflict: Some(true), ..Filter::default() };
    let lodged = [Status::Lodged, Status::Accepted];
    let against = [Status::Rejected, Status::NotReleased, Status::Invalidated];
    [
        ("ready", ViewGroup::Work, in_status(&[Status::Queued])),
        ("red", ViewGroup::Work, queued(Lane::Red)),
        ("yellow", ViewGroup::Work, queued(Lane::Yellow)),
        ("blue", ViewGroup::Work, queued(Lane::Blue)),
        ("green", ViewGroup::Work, queued(Lane::Green)),
        ("held", ViewGroup::Work, in_status(&[Status::Held])),
        ("approved", ViewGroup::Work, in_status(&[Status::Approved])),
        ("released", ViewGroup::Work, in_status(&[Status::Released])),
        ("conflicts", ViewGroup::Work, in_conflict),
        ("near_limit", ViewGroup::Mine, near_limit),
        ("split", ViewGroup::Mine, split),
        ("due_soon", ViewGroup::Mine, soon),
        ("inspections", ViewGroup::Desk, in_status(&[Status::Referred, Status::UnderControl])),
        ("lodged", ViewGroup::Desk, in_status(&lodged)),
        ("turned_down", ViewGroup::Desk, in_status(&against)),
        ("all", ViewGroup::Desk, Filter::default()),
    ]
    .into_iter()
    .map(|(key, group, filter)| View {
        key: key.to_owned(),
        name: None,
        group,
        filter,
        sort: Sort::default(),
        count: 0,
    })
    .collect()
}

fn in_status(statuses: &[Status]) -> Filter {
    Filter { statuses: statuses.to_vec(), ..Filter::default() }
}

impl Filter {
    fn lane(mut self, lane: Lane) -> Self {
        self.lanes = vec![lane];
        self
    }
}
