//! Where a declaration stands: what the desk decided, overtaken by what the authority said.

use customs::MessageKind;
use serde::{Deserialize, Serialize};

use crate::event::Decision;

/// The one status that people see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waiting for the broker.
    Queued,
    /// Fit to be lodged.
    Approved,
    /// Waiting for something to be found out.
    Held,
    /// The goods are to be looked at first.
    Referred,
    /// Not to be lodged by this office.
    Refused,
    /// The authority has it.
    Lodged,
    /// The authority accepted it and gave it an MRN.
    Accepted,
    /// The authority controls goods or documents.
    UnderControl,
    /// Released. Only a stored message of the authority leads here.
    Released,
    /// Not released after a control.
    NotReleased,
    /// Rejected by the authority.
    Rejected,
    /// Invalidated.
    Invalidated,
}

/// What the authority's messages, in the order of their issue, add up to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityStatus {
    /// It said nothing.
    #[default]
    Unknown,
    /// It has the declaration.
    Lodged,
    /// It accepted it.
    Accepted,
    /// It controls.
    UnderControl,
    /// It released.
    Released,
    /// It did not release.
    NotReleased,
    /// It rejected.
    Rejected,
    /// It invalidated.
    Invalidated,
}

impl AuthorityStatus {
    /// The state after one more message. Nothing but [`MessageKind::Released`] leads to `Released`,
    /// and nothing that arrives late takes a release back except a refusal to release or an
    /// invalidation.
    #[must_use]
    pub fn after(self, message: MessageKind) -> Self {
        use AuthorityStatus as S;
        use MessageKind as M;
        match (self, message) {
            (S::Invalidated, _) | (_, M::Invalidated) => S::Invalidated,
            (_, M::NotReleased) => S::NotReleased,
            (_, M::Released) => S::Released,
            // A rejection of what was accepted before is the answer to an amendment, not the end.
            (S::Unknown | S::Lodged | S::Rejected, M::Rejected) => S::Rejected,
            (
                S::Unknown | S::Lodged | S::Accepted | S::Rejected,
                M::Control | M::DocumentsRequested,
            ) => S::UnderControl,
            (S::Unknown | S::Lodged | S::Rejected, M::Accepted) => S::Accepted,
            (S::Unknown, M::Received | M::Registered | M::Tax) => S::Lodged,
            (S::Rejected, M::Received | M::Registered) => S::Lodged,
            (state, _) => state,
        }
    }
}

impl Status {
    /// The status that people see.
    ///
    /// `decided_after_rejection`: the broker decided anew after the authority's rejection had
    /// arrived at the desk; the declaration is then the desk's again.
    pub fn of(
        decision: Option<Decision>,
        authority: AuthorityStatus,
        decided_after_rejection: bool,
    ) -> Self {
        match authority {
            AuthorityStatus::Unknown => Self::at_desk(decision),
            AuthorityStatus::Rejected if decided_after_rejection => Self::at_desk(decision),
            AuthorityStatus::Rejected => Status::Rejected,
            AuthorityStatus::Lodged => Status::Lodged,
            AuthorityStatus::Accepted => Status::Accepted,
            AuthorityStatus::UnderControl => Status::UnderControl,
            AuthorityStatus::Released => Status::Released,
            AuthorityStatus::NotReleased => Status::NotReleased,
            AuthorityStatus::Invalidated => Status::Invalidated,
        }
    }

    /// Whether the broker may (still) make that decision.
    pub fn allows(self, decision: Decision) -> bool {
        match self {
            Status::Queued
            | Status::Approved
            | Status::Held
            | Status::Referred
            | Status::Refused => self != Self::at_desk(Some(decision)),
            Status::Rejected => true,
            _ => false,
        }
    }

    /// Whether the broker may still change the declaration's data. Once the authority has it, only
    /// an amendment request to the authority can.
    pub fn allows_amending(self) -> bool {
        self.is_at_desk() || self == Status::Rejected
    }

    /// Whether the goods may be inspected: until the authority's last word.
    pub fn allows_inspection(self) -> bool {
        !matches!(self, Status::Released | Status::Invalidated)
    }

    /// Whether the authority has not seen it yet.
    pub fn is_at_desk(self) -> bool {
        self <= Status::Refused
    }

    fn at_desk(decision: Option<Decision>) -> Self {
        match decision {
            None => Status::Queued,
            Some(Decision::Approve) => Status::Approved,
            Some(Decision::Hold) => Status::Held,
            Some(Decision::Refer) => Status::Referred,
            Some(Decision::Refuse) => Status::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AuthorityStatus as A;
    use MessageKind as M;
    use rstest::rstest;

    #[rstest]
    #[case::straight_through(&[M::Received, M::Accepted, M::Tax, M::Released], A::Released)]
    #[case::release_alone(&[M::Released], A::Released)]
    #[case::late_acceptance(&[M::Released, M::Accepted, M::Tax], A::Released)]
    #[case::control_then_release(&[M::Accepted, M::Control, M::Released], A::Released)]
    #[case::control_then_no_release(&[M::Accepted, M::Control, M::NotReleased], A::NotReleased)]
    #[case::release_taken_back(&[M::Released, M::NotReleased], A::NotReleased)]
    #[case::documents_asked_for(&[M::Accepted, M::DocumentsRequested, M::Tax], A::UnderControl)]
    #[case::rejected_then_lodged_again(&[M::Rejected, M::Received, M::Accepted], A::Accepted)]
    #[case::amendment_rejected(&[M::Accepted, M::Rejected], A::Accepted)]
    #[case::invalidated_is_final(&[M::Accepted, M::Invalidated, M::Released], A::Invalidated)]
    #[case::tax_is_not_acceptance(&[M::Tax], A::Lodged)]
    #[case::others_change_nothing(&[M::Other, M::AmendmentRequest, M::RequestAnswered, M::Exited], A::Unknown)]
    fn messages_add_up(#[case] messages: &[M], #[case] expected: A) {
        assert_eq!(messages.iter().fold(A::Unknown, |state, kind| state.after(*kind)), expected);
    }

    #[test]
    fn only_a_release_message_leads_to_released() {
        let states = [
            A::Unknown,
            A::Lodged,
            A::Accepted,
            A::UnderControl,
            A::NotReleased,
            A::Rejected,
            A::Invalidated,
        ];
        let others = [
            M::Received,
            M::Registered,
            M::Accepted,
            M::Tax,
            M::Control,
            M::DocumentsRequested,
            M::NotReleased,
            M::Rejected,
            M::Invalidated,
            M::RequestAnswered,
            M::Exited,
            M::AmendmentRequest,
            M::InvalidationRequest,
            M::Other,
        ];
        for state in states {
            for message in others {
                assert_ne!(state.after(message), A::Released, "{state:?} after {message:?}");
            }
        }
    }

    #[rstest]
    #[case::new(None, A::Unknown, false, Status::Queued)]
    #[case::approved(Some(Decision::Approve), A::Unknown, false, Status::Approved)]
    #[case::authority_overtakes(Some(Decision::Hold), A::Accepted, false, Status::Accepted)]
    #[case::rejected(Some(Decision::Approve), A::Rejected, false, Status::Rejected)]
    #[case::decided_anew(Some(Decision::Approve), A::Rejected, true, Status::Approved)]
    fn desk_and_authority_give_one_status(
        #[case] decision: Option<Decision>,
        #[case] authority: A,
        #[case] after_rejection: bool,
        #[case] expected: Status,
    ) {
        assert_eq!(Status::of(decision, authority, after_rejection), expected);
    }

    #[rstest]
    #[case::queued(Status::Queued, [true, true, true, true])]
    #[case::approved(Status::Approved, [false, true, true, true])]
    #[case::held(Status::Held, [true, false, true, true])]
    #[case::referred(Status::Referred, [true, true, false, true])]
    #[case::refused(Status::Refused, [true, true, true, false])]
    #[case::lodged(Status::Lodged, [false; 4])]
    #[case::accepted(Status::Accepted, [false; 4])]
    #[case::under_control(Status::UnderControl, [false; 4])]
    #[case::released(Status::Released, [false; 4])]
    #[case::not_released(Status::NotReleased, [false; 4])]
    #[case::rejected(Status::Rejected, [true; 4])]
    #[case::invalidated(Status::Invalidated, [false; 4])]
    fn decisions_that_are_open(#[case] status: Status, #[case] open: [bool; 4]) {
        let decisions = [Decision::Approve, Decision::Hold, Decision::Refer, Decision::Refuse];
        assert_eq!(decisions.map(|decision| status.allows(decision)), open);
    }
}
