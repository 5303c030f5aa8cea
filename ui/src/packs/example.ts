/** A rule and a list to begin with, in the words of a rule pack. */
export const EXAMPLE = `# Toys go to importers whom we know; for others, a warning.
[lists]
office_toy_importers = "BE0428759497 BE0403053608"

[[rule]]
id = "OFFICE-1"
severity = "warning"
when = [{ field = "item.commodity_code", starts = ["9503"] }]
check = { kind = "code_list", field = "importer.id", list = "office_toy_importers" }
source = "Agreed in our office"
title = { en = "Toys for an importer who is not on our list: {value}", fr = "Jouets pour un importateur absent de notre liste : {value}" }
`;
