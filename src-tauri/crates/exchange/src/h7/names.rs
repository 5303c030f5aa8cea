//! What the columns are called in the languages of the traders: English beside our own names, French,
//! Dutch and German. Our own words for the data elements; a header may say any of them.

/// Names of a column beside its own and its number, by column.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("lrn", &["local reference number", "numéro de référence local", "référence locale", "lokaal referentienummer", "lokale Referenznummer", "Bezugsnummer"]),
    ("declaration_type", &["type of declaration", "type de déclaration", "soort aangifte", "aangiftetype", "Art der Anmeldung", "Anmeldeart"]),
    ("additional_type", &["additional declaration type", "type de déclaration supplémentaire", "soort aanvullende aangifte", "zusätzliche Art der Anmeldung"]),
    ("acceptance_date", &["date of acceptance", "date d'acceptation", "datum van aanvaarding", "Annahmedatum"]),
    ("declarant_id", &["declarant", "declarant eori", "déclarant", "EORI du déclarant", "aangever", "EORI aangever", "Anmelder", "EORI Anmelder"]),
    ("representative_id", &["representative", "representative eori", "représentant", "EORI du représentant", "vertegenwoordiger", "EORI vertegenwoordiger", "Vertreter", "EORI Vertreter"]),
    ("representative_status", &["status of representative", "statut du représentant", "status vertegenwoordiger", "Status des Vertreters"]),
    ("exporter_name", &["exporter", "seller", "exportateur", "nom de l'exportateur", "exporteur", "naam exporteur", "Ausführer", "Name des Ausführers"]),
    ("exporter_street", &["rue de l'exportateur", "straat exporteur", "Straße des Ausführers"]),
    ("exporter_postcode", &["code postal de l'exportateur", "postcode exporteur", "Postleitzahl des Ausführers"]),
    ("exporter_city", &["ville de l'exportateur", "plaats exporteur", "Ort des Ausführers"]),
    ("exporter_country", &["pays de l'exportateur", "land exporteur", "Land des Ausführers"]),
    ("importer_id", &["importer eori", "EORI de l'importateur", "EORI importeur", "EORI Einführer"]),
    ("importer_name", &["importer", "consignee", "importateur", "destinataire", "nom de l'importateur", "importeur", "geadresseerde", "naam importeur", "Einführer", "Empfänger", "Name des Einführers"]),
    ("importer_street", &["rue de l'importateur", "straat importeur", "Straße des Einführers"]),
    ("importer_postcode", &["code postal de l'importateur", "postcode importeur", "Postleitzahl des Einführers"]),
    ("importer_city", &["ville de l'importateur", "plaats importeur", "Ort des Einführers"]),
    ("importer_country", &["pays de l'importateur", "land importeur", "Land des Einführers"]),
    ("fiscal_reference_role", &["rôle de la référence fiscale", "rol fiscale referentie", "Rolle der Steuerreferenz"]),
    ("fiscal_reference_id", &["ioss", "ioss number", "référence fiscale", "numéro IOSS", "fiscale referentie", "IOSS nummer", "Steuerreferenz"]),
    ("transport_document_type", &["type du document de transport", "soort vervoersdocument", "Art des Beförderungspapiers"]),
    ("transport_document", &["air waybill", "awb", "document de transport", "lettre de transport aérien", "vervoersdocument", "luchtvrachtbrief", "Beförderungspapier", "Luftfrachtbrief"]),
    ("house_document_type", &["type du document house", "soort house document", "Art des Hausdokuments"]),
    ("house_document", &["tracking number", "numéro de suivi", "numéro de colis", "trackingnummer", "pakketnummer", "Sendungsnummer", "Paketnummer"]),
    ("previous_document_type", &["type du document précédent", "soort voorafgaand document", "Art des Vorpapiers"]),
    ("previous_document", &["document précédent", "voorafgaand document", "Vorpapier"]),
    ("location_type", &["type de localisation", "soort locatie", "Art des Warenorts"]),
    ("location_qualifier", &["qualificateur de localisation", "kwalificator locatie", "Qualifikator des Warenorts"]),
    ("location", &["location of goods", "localisation des marchandises", "locatie van de goederen", "Warenort"]),
    ("transport_costs", &["transport and insurance costs", "frais de transport", "frais de transport et d'assurance", "vervoerskosten", "vervoers- en verzekeringskosten", "Beförderungskosten"]),
    ("transport_costs_currency", &["devise des frais de transport", "valuta vervoerskosten", "Währung der Beförderungskosten"]),
    ("gross_mass", &["total gross mass", "masse brute totale", "totale brutomassa", "Gesamtrohmasse"]),
    ("item_number", &["item", "goods item number", "numéro d'article", "artikelvolgnummer", "Positionsnummer", "Position"]),
    ("procedure", &["requested procedure", "régime demandé", "régime", "gevraagde regeling", "regeling", "beantragtes Verfahren", "Verfahren"]),
    ("previous_procedure", &["régime précédent", "voorafgaande regeling", "vorhergehendes Verfahren"]),
    ("additional_procedures", &["additional procedure", "régime complémentaire", "aanvullende regeling", "zusätzliches Verfahren"]),
    ("value", &["intrinsic value", "valeur intrinsèque", "valeur", "intrinsieke waarde", "waarde", "Sachwert", "Wert"]),
    ("currency", &["devise", "monnaie", "valuta", "munteenheid", "Währung"]),
    ("item_gross_mass", &["gross weight", "masse brute", "poids brut", "brutomassa", "brutogewicht", "Rohmasse", "Rohgewicht"]),
    ("description", &["goods description", "description of goods", "goods", "désignation des marchandises", "désignation", "omschrijving van de goederen", "omschrijving", "goederenomschrijving", "Warenbezeichnung", "Warenbeschreibung"]),
    ("commodity_code", &["hs code", "hs", "tariff code", "code des marchandises", "code SH", "goederencode", "GS-code", "Warennummer", "HS-Code"]),
    ("origin", &["country of origin", "pays d'origine", "origine", "land van oorsprong", "oorsprong", "Ursprungsland", "Ursprung"]),
    ("packages", &["number of packages", "nombre de colis", "colis", "aantal colli", "colli", "Anzahl der Packstücke", "Packstücke"]),
    ("supplementary_units", &["supplementary unit", "unités supplémentaires", "bijzondere maatstaf", "aanvullende eenheden", "besondere Maßeinheit"]),
    ("supporting_document_type", &["type du document d'accompagnement", "soort bewijsstuk", "Art der Unterlage"]),
    ("supporting_document", &["invoice number", "numéro de facture", "bewijsstuk", "factuurnummer", "Unterlage", "Rechnungsnummer"]),
];

/// The column that is called so in one of the languages; both are compared as [`plain`] writes them.
pub(super) fn column(plain_name: &str) -> Option<&'static str> {
    let called = |names: &[&str]| names.iter().any(|name| plain(name) == plain_name);
    NAMES.iter().find(|(_, names)| called(names)).map(|(column, _)| *column)
}

/// What a column is called beside its own name and its number.
pub(super) fn of(column: &str) -> &'static [&'static str] {
    NAMES.iter().find(|(known, _)| *known == column).map_or(&[], |(_, names)| names)
}

/// A name without what people write differently: case, accents, spaces and signs.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(bare).collect()
}

/// The letter without its accent, for the languages above.
fn bare(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' | 'á' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'û' | 'ü' | 'ù' | 'ú' => 'u',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::h7::columns::columns;

    #[test]
    fn every_column_has_names_and_every_name_one_column() {
        let named: Vec<&str> = NAMES.iter().map(|(column, _)| *column).collect();
        assert_eq!(named, columns().iter().map(|column| column.name).collect::<Vec<_>>());
        let mut meant = HashMap::new();
        for (column, names) in NAMES {
            for name in names.iter().chain([column]) {
                let other = meant.insert(plain(name), column).filter(|other| *other != column);
                assert_eq!(other, None, "“{name}” means {column} and another column");
            }
        }
    }
}
