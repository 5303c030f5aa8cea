//! Later requests of the declarant: amendment, invalidation, presentation, repayment.

use customs::message::Remark;
use customs::{AuthorityMessage, Element, MessageKind};

use super::pointer;

/// The request as a message.
///
/// HMRC calls the request's reference its own and independent of the declaration's, yet every sample
/// repeats the declaration's LRN in it; so it is given as both. The MRN decides where there is one.
pub(super) fn read(body: Element, kind: MessageKind, about: &str) -> AuthorityMessage {
    let code = ["FunctionCode", "TypeCode"];
    let code = code.map(|name| super::written(&body, [name; 2]).unwrap_or_default());
    let lrn = super::lrn_of(&body).map(str::to_owned);
    AuthorityMessage {
        kind,
        code: code.join(" ").trim().to_owned(),
        reference: lrn.clone(),
        lrn,
        mrn: super::mrn_of(&body).map(str::to_owned),
        version: None,
        issued: None,
        control_result: None,
        remarks: remarks(&body, about),
        charges: Vec::new(),
        currency: None,
        body,
    }
}

fn remarks(body: &Element, about: &str) -> Vec<Remark> {
    let mut remarks = vec![Remark { code: None, text: about.to_owned(), pointer: None }];
    let owned = |element: &Element, name| super::written(element, [name; 2]).map(str::to_owned);
    remarks.extend(body.all("AdditionalInformation").filter_map(|info| {
        let text = owned(info, "StatementDescription")?;
        Some(Remark { code: None, text, pointer: pointer::of(info) })
    }));
    remarks.extend(body.all("Amendment").filter_map(|amendment| {
        let text = owned(amendment, "ChangeReasonText").unwrap_or_default();
        let code = owned(amendment, "ChangeReasonCode");
        let remark = Remark { code, text, pointer: pointer::of(amendment) };
        (remark.code.is_some() || !remark.text.is_empty() || remark.pointer.is_some())
            .then_some(remark)
    }));
    remarks
}
