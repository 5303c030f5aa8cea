//! What comes out of well-formed messages.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use customs::charge::Rate;
use customs::message::Remark;
use customs::{AuthorityMessage, Element, MessageKind};
use exchange::{Format, Record, read};
use rstest::rstest;

fn only(text: &str) -> Record {
    let mut found: Vec<Record> = read(text.as_bytes(), "x").map(|record| record.unwrap()).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn body(text: &str) -> Element {
    match only(text) {
        Record::Declaration(found) => found.body,
        other => panic!("{other:?}"),
    }
}

fn message(text: &str) -> AuthorityMessage {
    match only(text) {
        Record::Message(found) => found.message,
        other => panic!("{other:?}"),
    }
}

const INNER: &str =
    "<FunctionCode>9</FunctionCode><FunctionalReferenceID>L1</FunctionalReferenceID>";

#[rstest]
#[case::bare(format!("<Declaration>{INNER}</Declaration>"))]
#[case::prefixed(format!("<n:Declaration xmlns:n='u'>{INNER}</n:Declaration>").replace("<F", "<n:F").replace("</F", "</n:F"))]
#[case::meta_data(format!("<md:MetaData xmlns:md='u'><md:WCOTypeName>DEC</md:WCOTypeName><Declaration>{INNER}</Declaration></md:MetaData>"))]
#[case::glued(format!("<mdMetaData xmlnsds='u'><mdWCOTypeName>DEC</mdWCOTypeName><Declaration>{INNER}</Declaration></mdMetaData>"))]
#[case::request(format!("<v1:submitDeclarationRequest xmlns:v1='u'><v1:requestCommon/><v1:requestDetail><MetaData><Declaration>{INNER}</Declaration></MetaData></v1:requestDetail></v1:submitDeclarationRequest>"))]
fn the_declaration_is_found_in_any_envelope(#[case] text: String) {
    let expected = Element::new("Declaration")
        .with(Element::leaf("FunctionCode", "9"))
        .with(Element::leaf("FunctionalReferenceID", "L1"));
    assert_eq!(body(&text), expected);
}

#[test]
fn the_tree_keeps_all_that_is_said() {
    let text = format!(
        "\r\n<Declaration xmlns='u' xmlns:xsi='v' xsi:schemaLocation='w'>{INNER}
        <!-- a comment --><null/><Empty a='1'></Empty>
        <Amount currencyID='EUR'>  12.50\r\n</Amount>
        <Name>R&amp;D &#x41;&lt;B&gt; <![CDATA[<raw> & ]]>rest</Name>
        <Mixed>one <b/> two</Mixed><Lines>a\r\nb\rc</Lines></Declaration>"
    );
    let expected = Element::new("Declaration")
        .with(Element::leaf("FunctionCode", "9"))
        .with(Element::leaf("FunctionalReferenceID", "L1"))
        .with(Element::new("null"))
        .with(Element::new("Empty").with_attribute("a", "1"))
        .with(Element::leaf("Amount", "12.50").with_attribute("currencyID", "EUR"))
        .with(Element::leaf("Name", "R&D A<B> <raw> & rest"))
        .with(Element::leaf("Mixed", "one  two").with(Element::new("b")))
        .with(Element::leaf("Lines", "a\nb\nc"));
    assert_eq!(body(&text), expected);
}

#[test]
fn records_of_a_batch_know_their_places() {
    let text = format!(
        "<Batch>\n<Declaration>{INNER}</Declaration>\n  <Response><FunctionCode>09</FunctionCode><Declaration><ID>M1</ID></Declaration></Response></Batch>"
    );
    let found: Vec<_> = read(text.as_bytes(), "x").map(|record| record.unwrap()).collect();
    let [Record::Declaration(declaration), Record::Message(message)] = &found[..] else {
        panic!("{found:?}")
    };
    let place = declaration.place;
    assert_eq!((place.record, place.line, place.column, place.offset), (1, 2, Some(1), 8));
    assert_eq!((message.place.record, message.place.line, message.place.column), (2, 3, Some(3)));
    assert_eq!(declaration.format, Format::WcoXml);
}

#[test]
fn a_reply_is_read_to_its_last_remark() {
    let reply = message(
        "<Response><FunctionCode>03</FunctionCode><FunctionalReferenceID>abc</FunctionalReferenceID>
        <IssueDateTime><DateTimeString formatCode='304'>20251110160818+01</DateTimeString></IssueDateTime>
        <Error><ValidationCode>CDS12056</ValidationCode><Description>Not allowed</Description>
        <Pointer><DocumentSectionCode>42A</DocumentSectionCode></Pointer>
        <Pointer><SequenceNumeric>2</SequenceNumeric><DocumentSectionCode>68A</DocumentSectionCode><TagID>228</TagID></Pointer></Error>
        <AdditionalInformation><StatementCode>ACA</StatementCode><StatementDescription>Send the invoice</StatementDescription>
        <LimitDateTime><DateTimeString>20240508145535Z</DateTimeString></LimitDateTime></AdditionalInformation>
        <Declaration><FunctionalReferenceID>{{LRN}}</FunctionalReferenceID><ID>24GB000246J8NY33L7</ID><VersionID>2</VersionID></Declaration></Response>",
    );
    assert_eq!((reply.kind, reply.code.as_str()), (MessageKind::Rejected, "DMSREJ"));
    assert_eq!((reply.lrn, reply.mrn.as_deref()), (None, Some("24GB000246J8NY33L7")));
    assert_eq!((reply.reference.as_deref(), reply.version), (Some("abc"), Some(2)));
    assert_eq!(reply.issued.unwrap().to_rfc3339(), "2025-11-10T15:08:18+00:00");
    let [error, statement] = &reply.remarks[..] else { panic!("{:?}", reply.remarks) };
    assert_eq!((error.code.as_deref(), error.text.as_str()), (Some("CDS12056"), "Not allowed"));
    let pointer = error.pointer.as_deref().unwrap();
    assert!(pointer.starts_with("Declaration/GovernmentAgencyGoodsItem[2]/"), "{pointer}");
    let expected = Remark {
        code: Some("ACA".into()),
        text: "Send the invoice, by 2024-05-08 14:55 UTC".into(),
        pointer: None,
    };
    assert_eq!(*statement, expected);
}

#[test]
fn tax_lines_are_read_with_their_measure() {
    let line = |inner: &str| format!("<DutyTaxFee>{inner}</DutyTaxFee>");
    let payment = "<Payment><TaxAssessedAmount currencyID='GBP'>20.00</TaxAssessedAmount><PaymentAmount currencyID='GBP'>5.00</PaymentAmount></Payment>";
    let lines = [
        line(&format!(
            "<AdValoremTaxBaseAmount currencyID='GBP'>1000.00</AdValoremTaxBaseAmount><TaxRateNumeric>2.00</TaxRateNumeric><TypeCode>A00</TypeCode>{payment}"
        )),
        line(&format!(
            "<SpecificTaxBaseQuantity unitCode='LTR'>40</SpecificTaxBaseQuantity><TaxRateNumeric>0.50</TaxRateNumeric><TypeCode>413</TypeCode>{payment}"
        )),
        line(
            "<TypeCode>IPR</TypeCode><Payment><TaxAssessedAmount currencyID='GBP'>70.50</TaxAssessedAmount></Payment>",
        ),
        line(payment),
    ];
    let tax = message(&format!(
        "<Response><FunctionCode>13</FunctionCode><Declaration><ID>M</ID><GoodsShipment><GovernmentAgencyGoodsItem><SequenceNumeric>7</SequenceNumeric><Commodity>{}</Commodity></GovernmentAgencyGoodsItem></GoodsShipment></Declaration></Response>",
        lines.concat()
    ));
    let written: Vec<_> = tax
        .charges
        .iter()
        .map(|c| {
            let rate = match c.rate {
                Rate::Percent(rate) => format!("{rate} %"),
                Rate::PerUnit(rate) => format!("{rate} each"),
            };
            format!(
                "{:?} {} {} × {rate} = {}, {} due, {}",
                c.item, c.tax_type, c.base, c.amount, c.payable, c.note
            )
        })
        .collect();
    assert_eq!(
        written,
        [
            "Some(7) A00 1000.00 × 2.00 % = 20.00, 5.00 due, ",
            "Some(7) 413 40 × 0.50 each = 20.00, 5.00 due, per LTR",
            "Some(7) IPR 1 × 70.50 each = 70.50, 0 due, The authority states the amount only.",
        ]
    );
    assert_eq!(tax.currency.unwrap().0, "GBP");
}

#[test]
fn a_request_for_amendment_is_no_declaration() {
    let request = message(
        "<Declaration><FunctionCode>13</FunctionCode><FunctionalReferenceID>L1</FunctionalReferenceID><ID>M1</ID><TypeCode>COR</TypeCode>
        <AdditionalInformation><StatementDescription>Price was wrong</StatementDescription></AdditionalInformation>
        <Amendment><ChangeReasonCode>32</ChangeReasonCode></Amendment></Declaration>",
    );
    assert_eq!((request.kind, request.code.as_str()), (MessageKind::AmendmentRequest, "13 COR"));
    assert_eq!((request.lrn.as_deref(), request.mrn.as_deref()), (Some("L1"), Some("M1")));
    let said: Vec<_> =
        request.remarks.iter().map(|r| (r.code.as_deref(), r.text.as_str())).collect();
    assert_eq!(
        said,
        [(None, "request for amendment"), (None, "Price was wrong"), (Some("32"), "")]
    );
}

#[test]
fn temporary_storage_in_library_names_comes_in() {
    let text = "<Declaration><functionalReference><Identifier.Content>L7</Identifier.Content></functionalReference><procedureCategory><Identifier.Content>G4</Identifier.Content></procedureCategory><FunctionCode><Code.Content>9</Code.Content></FunctionCode></Declaration>";
    let Record::Declaration(found) = only(text) else { panic!() };
    assert_eq!(found.data_set.unwrap().0, "G4");
}
