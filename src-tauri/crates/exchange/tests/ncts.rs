//! Messages of the transit system: the declaration under WCO names, and what customs answer.

#![allow(
    clippy::unwrap_used,
    reason = "a test that finds its data otherwise than it says must stop"
)]

use std::path::Path;

use customs::{AuthorityMessage, Declaration, MessageKind};
use exchange::{Format, Record, RefusalCode, read};
use rstest::rstest;

const DECLARATION: &str = r#"<ncts:CC015C xmlns:ncts="http://ncts.dgtaxud.ec" PhaseID="NCTS5.1">
    <messageSender>BE0123456789</messageSender>
    <preparationDateAndTime>2026-11-22T10:00:00</preparationDateAndTime>
    <messageIdentification>M1</messageIdentification>
    <messageType>CC015C</messageType>
    <TransitOperation>
        <LRN>LGG-T-1</LRN><declarationType>T1</declarationType>
        <additionalDeclarationType>A</additionalDeclarationType><bindingItinerary>0</bindingItinerary>
    </TransitOperation>
    <CustomsOfficeOfDeparture><referenceNumber>BE343000</referenceNumber></CustomsOfficeOfDeparture>
    <HolderOfTheTransitProcedure>
        <identificationNumber>BE0123456789</identificationNumber><name>Ourthe Transit</name>
        <Address><streetAndNumber>Quai 1</streetAndNumber><postcode>4000</postcode><city>Liège</city><country>BE</country></Address>
    </HolderOfTheTransitProcedure>
    <Representative><identificationNumber>BE0697449992</identificationNumber><status>2</status></Representative>
    <Guarantee><sequenceNumber>1</sequenceNumber><guaranteeType>1</guaranteeType></Guarantee>
    <Consignment>
        <countryOfDispatch>CN</countryOfDispatch><countryOfDestination>DE</countryOfDestination>
        <grossMass>120.5</grossMass>
        <Consignor><name>Shenzhen Lamps</name></Consignor>
        <TransportEquipment><sequenceNumber>1</sequenceNumber><containerIdentificationNumber>CSQU3054383</containerIdentificationNumber></TransportEquipment>
        <LocationOfGoods><typeOfLocation>B</typeOfLocation><qualifierOfIdentification>Y</qualifierOfIdentification><authorisationNumber>BEACE1</authorisationNumber></LocationOfGoods>
        <TransportDocument><sequenceNumber>1</sequenceNumber><type>N741</type><referenceNumber>176-12345675</referenceNumber></TransportDocument>
        <HouseConsignment>
            <sequenceNumber>1</sequenceNumber><grossMass>120.5</grossMass>
            <Consignee><name>Lampenhaus</name><Address><country>DE</country></Address></Consignee>
            <ConsignmentItem>
                <goodsItemNumber>1</goodsItemNumber><declarationGoodsItemNumber>1</declarationGoodsItemNumber>
                <Commodity><descriptionOfGoods>lamps of glass</descriptionOfGoods>
                    <CommodityCode><harmonizedSystemSubHeadingCode>940540</harmonizedSystemSubHeadingCode><combinedNomenclatureCode>10</combinedNomenclatureCode></CommodityCode>
                    <GoodsMeasure><grossMass>100.5</grossMass><netMass>90</netMass></GoodsMeasure></Commodity>
                <Packaging><sequenceNumber>1</sequenceNumber><typeOfPackages>CT</typeOfPackages><numberOfPackages>4</numberOfPackages><shippingMarks>SL</shippingMarks></Packaging>
                <PreviousDocument><sequenceNumber>1</sequenceNumber><type>N337</type><referenceNumber>TS-1</referenceNumber></PreviousDocument>
                <SupportingDocument><sequenceNumber>1</sequenceNumber><type>N380</type><referenceNumber>INV-1</referenceNumber></SupportingDocument>
            </ConsignmentItem>
            <ConsignmentItem>
                <goodsItemNumber>2</goodsItemNumber><declarationGoodsItemNumber>2</declarationGoodsItemNumber>
                <Commodity><descriptionOfGoods>shades</descriptionOfGoods></Commodity>
            </ConsignmentItem>
        </HouseConsignment>
    </Consignment>
</ncts:CC015C>"#;

fn only(xml: &str) -> Record {
    let mut reader = read(xml.as_bytes(), "a.xml");
    let record = reader.next().unwrap().unwrap();
    assert!(reader.next().is_none());
    record
}

fn message(xml: &str) -> AuthorityMessage {
    match only(xml) {
        Record::Message(found) => {
            assert_eq!(found.format, Format::NctsXml);
            found.message
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_transit_declaration_comes_in_under_wco_names() {
    let Record::Declaration(found) = only(DECLARATION) else { panic!("{:?}", only(DECLARATION)) };
    assert_eq!(found.format, Format::NctsXml);
    assert_eq!(found.data_set.unwrap().0, "D1");
    let declaration = Declaration::read(&found.body);
    let value =
        |at: &Option<customs::declaration::At<String>>| at.as_ref().map(|at| at.value.clone());
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(value(&declaration.lrn), text("LGG-T-1"));
    assert_eq!(declaration.declarant_id(), Some("BE0123456789"));
    assert_eq!(value(&declaration.office), text("BE343000"));
    assert_eq!(value(&declaration.consignee.as_ref().unwrap().name), text("Lampenhaus"));
    assert_eq!(value(&declaration.exporter.as_ref().unwrap().name), text("Shenzhen Lamps"));
    assert_eq!(declaration.containers.len(), 1);
    let [lamps, shades] = &declaration.items[..] else { panic!("{:?}", declaration.items) };
    assert_eq!(value(&lamps.description), text("lamps of glass"));
    assert_eq!(value(&shades.description), text("shades"));
    let goods = found.body.child("GoodsShipment").unwrap();
    let first = goods.child("GovernmentAgencyGoodsItem").unwrap();
    let at = |names: &[&str]| first.text(names).unwrap_or_default().to_owned();
    assert_eq!(at(&["Commodity", "Classification", "ID"]), "94054010");
    assert_eq!(at(&["Commodity", "GoodsMeasure", "NetNetWeightMeasure"]), "90");
    assert_eq!(at(&["Packaging", "QuantityQuantity"]), "4");
    assert_eq!(at(&["PreviousDocument", "ID"]), "TS-1");
    assert_eq!(at(&["AdditionalDocument", "TypeCode"]), "N380");
    assert_eq!(
        goods.text(&["Consignment", "TransportContractDocument", "ID"]),
        Some("176-12345675")
    );
}

#[test]
fn nothing_that_a_transit_declaration_says_is_lost() {
    let Record::Declaration(found) = only(DECLARATION) else { panic!() };
    let kept = found.body.child("CC015C").unwrap();
    assert_eq!(kept.text(&["Guarantee", "guaranteeType"]), Some("1"));
    assert_eq!(kept.text(&["TransitOperation", "bindingItinerary"]), Some("0"));
}

fn answer(name: &str, operation: &str, rest: &str) -> String {
    format!(
        "<{name}><preparationDateAndTime>2026-11-22T10:00:00</preparationDateAndTime>\
         <messageIdentification>M2</messageIdentification>\
         <TransitOperation><LRN>LGG-T-1</LRN>{operation}</TransitOperation>{rest}</{name}>"
    )
}

const SATISFACTORY: &str = "<ControlResult><code>A2</code></ControlResult>";
const UNSATISFACTORY: &str =
    "<ControlResult><code>B1</code><text>seal broken</text></ControlResult>";

#[rstest]
#[case::mrn_allocated("CC028C", "<MRN>26BE000246J8NY33L7</MRN>", "", MessageKind::Accepted)]
#[case::released("CC029C", "", SATISFACTORY, MessageKind::Released)]
#[case::released_in_doubt("CC029C", "", UNSATISFACTORY, MessageKind::NotReleased)]
#[case::no_release(
    "CC051C",
    "<noReleaseMotivationCode>N1</noReleaseMotivationCode>",
    "",
    MessageKind::NotReleased
)]
#[case::rejected(
    "CC056C",
    "<businessRejectionType>015</businessRejectionType>",
    "",
    MessageKind::Rejected
)]
#[case::amendment_rejected(
    "CC056C",
    "<businessRejectionType>013</businessRejectionType>",
    "",
    MessageKind::RequestAnswered
)]
#[case::control("CC060C", "<notificationType>0</notificationType>", "", MessageKind::Control)]
#[case::documents(
    "CC060C",
    "<notificationType>1</notificationType>",
    "",
    MessageKind::DocumentsRequested
)]
#[case::received("CC928C", "", "", MessageKind::Received)]
fn says_what_customs_answer(
    #[case] name: &str,
    #[case] operation: &str,
    #[case] rest: &str,
    #[case] expected: MessageKind,
) {
    let message = message(&answer(name, operation, rest));
    assert_eq!((message.kind, message.code.as_str()), (expected, name));
    assert_eq!(message.lrn.as_deref(), Some("LGG-T-1"));
    assert_eq!(message.reference.as_deref(), Some("M2"));
    assert_eq!(message.issued.unwrap().to_rfc3339(), "2026-11-22T10:00:00+00:00");
}

#[test]
fn reasons_are_told() {
    let error = "<FunctionalError><errorPointer>/CC015C/Consignment</errorPointer>\
        <errorCode>14</errorCode><errorReason>C0001</errorReason></FunctionalError>";
    let rejected = message(&answer("CC056C", "", error));
    let [remark] = &rejected.remarks[..] else { panic!("{:?}", rejected.remarks) };
    assert_eq!((remark.code.as_deref(), remark.text.as_str()), (Some("14"), "C0001"));
    assert_eq!(remark.pointer.as_deref(), Some("/CC015C/Consignment"));
    assert_eq!(message(&answer("CC029C", "", UNSATISFACTORY)).remarks[0].text, "seal broken");
}

#[rstest]
#[case::no_lrn(DECLARATION.replace("<LRN>LGG-T-1</LRN>", ""), RefusalCode::MissingLrn)]
#[case::template(DECLARATION.replace("LGG-T-1", "{{LRN}}"), RefusalCode::PlaceholderReference)]
#[case::about_nothing("<CC029C><TransitOperation/></CC029C>".to_owned(), RefusalCode::MissingReference)]
#[case::not_read_yet("<CC170C><TransitOperation><LRN>A</LRN></TransitOperation></CC170C>".to_owned(), RefusalCode::UnsupportedMessage)]
fn what_names_no_declaration_is_refused(#[case] xml: String, #[case] expected: RefusalCode) {
    match only(&xml) {
        Record::Refused(refusal) => assert_eq!(refusal.code, expected, "{refusal}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_real_release_says_what_it_released() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap();
    let file = root.join("../shared/corpus/ncts/Post-Transition_IE029_TAD.xml");
    let Ok(xml) = std::fs::read_to_string(&file) else {
        eprintln!("skipped: no corpus beside the repository");
        return;
    };
    let found = message(&xml);
    assert_eq!((found.kind, found.control_result.as_deref()), (MessageKind::Released, Some("A3")));
    assert_eq!(found.lrn.as_deref(), Some("GB8d53f132d00045f3c154"));
    assert_eq!(found.mrn.as_deref(), Some("24GB000246J8NY33L7"));
    assert_eq!(found.reference.as_deref(), Some("83ONFTMIOXMT11"));
    assert_eq!(found.issued.unwrap().to_rfc3339(), "2024-12-04T15:31:57+00:00");
}
