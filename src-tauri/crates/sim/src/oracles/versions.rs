//! Programs of different age.

use desk::contract::{Request, ShowRequest};
use journal::Placed;
use journal::earlier::without;

use super::{Fault, fault, order};
use crate::seat::Seat;
use crate::world::World;

/// What a desk's program does not know is there to the byte, and on its screen.
pub(crate) fn keep_the_unknown(world: &World) -> Result<(), Fault> {
    if world.seats.iter().all(|seat| seat.lacks.is_empty()) {
        return Ok(());
    }
    let order = order(world)?;
    for seat in &world.seats {
        let unknown = order.iter().filter(|placed| seat.lacks.contains(&placed.kind.as_str()));
        for placed in unknown {
            without(seat.lacks, || is_kept_and_shown(seat, placed))?;
        }
    }
    Ok(())
}

fn is_kept_and_shown(seat: &Seat, placed: &Placed) -> Result<(), Fault> {
    const ORACLE: &str = "what is unknown is kept";
    let fault = |what: &str| {
        let (name, kind, id) = (&seat.name, &placed.kind, placed.id);
        fault(ORACLE, format!("{name}: {kind} {id}: {what}"))
    };
    match seat.reader().entry(placed.id) {
        // Of a copied desk and a restored hub each may have it as a link of another chain.
        Ok(entry) if entry.is_same_act(&placed.entry) && entry.hash == entry.expected_hash() => {}
        Ok(_) => return Err(fault("is not what was written")),
        // It left the window, or never was in it.
        Err(_) if seat.is_partial() => return Ok(()),
        Err(error) => return Err(fault(&error.to_string())),
    }
    let Some(subject) = placed.subject else { return Ok(()) };
    let show = ShowRequest { id: subject.to_string(), language: None };
    match seat.at_desk(|desk| desk.handle(Request::Show(show))) {
        Ok(shown) if shown.to_string().contains(&placed.id.to_string()) => Ok(()),
        Ok(_) => Err(fault("is not on the screen")),
        Err(_) if seat.is_partial() => Ok(()),
        Err(failure) => Err(fault(&failure.message)),
    }
}
