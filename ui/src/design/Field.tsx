import type { Ref } from "react";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";

import "./field.css";

interface Props extends Omit<TextFieldProps, "children" | "className" | "style"> {
  label: string;
  hint?: string;
  error?: string;
  multiline?: boolean;
  placeholder?: string;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  "data-testid"?: string;
}

/** A labelled text field. */
export function Field({ label, hint, error, multiline, placeholder, inputRef, ...rest }: Props) {
  const { "data-testid": testId, ...field } = rest;
  const shared = { className: "field-input", placeholder, "data-testid": testId };
  return (
    <TextField {...field} className="field" isInvalid={error !== undefined}>
      <Label className="field-label">{label}</Label>
      {multiline ? (
        <TextArea {...shared} ref={inputRef} rows={3} />
      ) : (
        <Input {...shared} ref={inputRef} />
      )}
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
