//! What charges say for themselves, in the languages of the packs.

use chrono::NaiveDate;

use super::expression::Expression;
use super::measure::Measure;
use super::quantity::Unit;
use crate::language::Language;
use crate::money::Money;

#[derive(Clone, Copy)]
pub(super) struct Words(pub(super) Language);

impl Words {
    fn say(self, en: impl Into<String>, fr: impl Into<String>) -> String {
        match self.0 {
            Language::French => fr.into(),
            _ => en.into(),
        }
    }

    pub(super) fn flat_duty(self) -> String {
        self.say("Flat customs duty for the item line", "Droit de douane forfaitaire par article")
    }

    pub(super) fn duty_rate(self, unverified: bool) -> String {
        match unverified {
            true => self.say(
                "Customs duty; sample rate, to be verified in TARIC",
                "Droit de douane ; taux d'exemple, à vérifier dans TARIC",
            ),
            false => self.say("Customs duty", "Droit de douane"),
        }
    }

    pub(super) fn stated_rate(self) -> String {
        self.say("At the rate that the declarant stated", "Au taux indiqué par le déclarant")
    }

    pub(super) fn vat_rate(self, unverified: bool) -> String {
        match unverified {
            true => self.say("VAT; rate to be verified", "TVA ; taux à vérifier"),
            false => self.say("VAT on value, duty and costs", "TVA sur valeur, droits et frais"),
        }
    }

    pub(super) fn paid_under_ioss(self) -> String {
        self.say("VAT, paid by the seller under IOSS", "TVA, payée par le vendeur sous IOSS")
    }

    pub(super) fn vat_free(self, procedure: &str) -> String {
        self.say(
            format!("VAT not due at import under procedure {procedure}"),
            format!("TVA non due à l'importation sous le régime {procedure}"),
        )
    }

    pub(super) fn other_costs(self) -> String {
        self.say("Costs charged by the carrier", "Frais facturés par le transporteur")
    }

    pub(super) fn no_authority(self, country: Option<&str>) -> String {
        match country {
            Some(country) => self.say(
                format!("The rule packs hold no tariff for {country}."),
                format!("Les règles ne contiennent pas de tarif pour {country}."),
            ),
            None => self.say(
                "The country of declaration is not known: name the customs office.",
                "Le pays de déclaration est inconnu : indiquez le bureau de douane.",
            ),
        }
    }

    pub(super) fn no_value(self, item: u32) -> String {
        self.say(
            format!("Item {item} has no value."),
            format!("L'article {item} n'a pas de valeur."),
        )
    }

    pub(super) fn below_zero(self, money: &Money) -> String {
        self.say(format!("{money} is below zero."), format!("{money} est inférieur à zéro."))
    }

    pub(super) fn no_rate(self, money: &Money, day: NaiveDate) -> String {
        match money.currency.0.is_empty() {
            true => self.say(
                format!("{} has no currency.", money.amount),
                format!("{} n'a pas de devise.", money.amount),
            ),
            false => self.say(
                format!("There is no exchange rate for {} on {day}.", money.currency),
                format!("Il n'y a pas de taux de change pour {} au {day}.", money.currency),
            ),
        }
    }

    pub(super) fn no_duty_rate(self, item: u32, code: &str) -> String {
        self.say(
            format!("Item {item}: the pack has no duty rate for commodity code “{code}”."),
            format!("Article {item} : aucun taux de droit pour le code « {code} »."),
        )
    }

    pub(super) fn no_vat_rate(self, item: u32, country: &str) -> String {
        self.say(
            format!("Item {item}: the packs hold no VAT rates for {country}."),
            format!("Article {item} : les règles n'ont pas de taux de TVA pour {country}."),
        )
    }

    pub(super) fn no_preference(self, item: u32, code: &str, origin: &str) -> String {
        let origin = if origin.is_empty() { "?" } else { origin };
        self.say(
            format!(
                "Item {item} claims preference {code}; the packs have no rate for it and origin \
                 {origin}."
            ),
            format!(
                "L'article {item} demande la préférence {code} ; aucun taux pour l'origine \
                 {origin}."
            ),
        )
    }

    pub(super) fn no_proof(self, item: u32, any_of: &[String]) -> String {
        let documents = any_of.join(", ");
        self.say(
            format!("Item {item} claims a preference without its proof: state one of {documents}."),
            format!(
                "L'article {item} demande une préférence sans preuve : indiquez un des documents \
                 {documents}."
            ),
        )
    }

    pub(super) fn no_origin(self, item: u32, tax_type: &str) -> String {
        self.say(
            format!("Item {item}: {tax_type} depends on the origin, which is not stated."),
            format!("Article {item} : {tax_type} dépend de l'origine, qui n'est pas indiquée."),
        )
    }

    pub(super) fn no_quantity(self, item: u32, duty: &Expression, unit: Unit) -> String {
        self.say(
            format!("Item {item}: the duty is {duty}, and the quantity in {unit} is not stated."),
            format!(
                "Article {item} : le droit est de {duty}, et la quantité en {unit} n'est pas \
                 indiquée."
            ),
        )
    }

    pub(super) fn no_measure(self, item: u32, tax_type: &str) -> String {
        self.say(
            format!("Item {item} names tax {tax_type}, for which the packs have no rate."),
            format!("L'article {item} indique la taxe {tax_type}, sans taux dans les règles."),
        )
    }

    pub(super) fn no_such_method(self, item: u32, method: &str) -> String {
        self.say(
            format!("Item {item}: “{method}” is no valuation method; they are 1 to 6."),
            format!("Article {item} : « {method} » n'est pas une méthode d'évaluation (1 à 6)."),
        )
    }

    pub(super) fn method_not_worked_out(self, item: u32, method: &str) -> String {
        self.say(
            format!(
                "Item {item}: the customs value by method {method} does not follow from the price; \
                 state it as the base of A00."
            ),
            format!(
                "Article {item} : la valeur en douane selon la méthode {method} ne résulte pas du \
                 prix ; indiquez-la comme base de A00."
            ),
        )
    }

    pub(super) fn unknown_adjustment(self, code: &str) -> String {
        self.say(
            format!("“{code}” is neither an addition (A.) nor a deduction (B.)."),
            format!("« {code} » n'est ni un ajout (A.) ni une déduction (B.)."),
        )
    }

    pub(super) fn measure(self, measure: &Measure) -> String {
        let duty = match measure.duty.is_plain() {
            true => String::new(),
            false => format!(" {}", measure.duty),
        };
        match measure.unverified {
            true => self.say(
                format!("By the tariff{duty}; to be verified in TARIC"),
                format!("Selon le tarif{duty} ; à vérifier dans TARIC"),
            ),
            false => self.say(format!("By the tariff{duty}"), format!("Selon le tarif{duty}")),
        }
    }

    pub(super) fn suspended(self, procedure: &str) -> String {
        self.say(
            format!("Suspended under procedure {procedure}"),
            format!("Suspendu sous le régime {procedure}"),
        )
    }

    pub(super) fn postponed(self, method: &str) -> String {
        self.say(
            format!("Accounted for later, method of payment {method}"),
            format!("Porté en compte plus tard, mode de paiement {method}"),
        )
    }

    pub(super) fn procedure_not_worked_out(self, item: u32, procedure: Option<&str>) -> String {
        let procedure = procedure.unwrap_or_default();
        self.say(
            format!("Item {item}: charges under procedure {procedure} are not worked out."),
            format!("Article {item} : charges non calculées sous le régime {procedure}."),
        )
    }

    pub(super) fn relief_not_worked_out(self, item: u32, code: &str) -> String {
        self.say(
            format!(
                "Item {item}: what is due under additional procedure {code} is not worked out."
            ),
            format!("Article {item} : charges non calculées sous le régime complémentaire {code}."),
        )
    }

    pub(super) fn too_large(self, item: u32) -> String {
        self.say(
            format!("Item {item}: the value is too large to work with."),
            format!("Article {item} : la valeur est trop grande pour être calculée."),
        )
    }
}
