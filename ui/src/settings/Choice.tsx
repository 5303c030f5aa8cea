import { Label, Radio, RadioGroup } from "react-aria-components";

import "./settings.css";

interface Option {
  key: string;
  text: string;
  /** The text's language, where it is not the page's. */
  lang?: string;
}

interface Props {
  label: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
}

/** One of a few, all in sight. */
export function Choice({ label, value, options, onChange }: Props) {
  return (
    <RadioGroup className="choice" value={value} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      <div className="choice-options">
        {options.map(({ key, text, lang }) => (
          <Radio
            key={key}
            value={key}
            className="choice-option"
            data-testid={`choose-${key}`}
            lang={lang}
          >
            {text}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
