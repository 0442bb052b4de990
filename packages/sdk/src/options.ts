// JSON schema of a plugin's own options: an object schema whose properties carry defaults and descriptions.

export interface OptionsSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required?: readonly string[];
  /** Unknown options are errors unless a plugin says otherwise. */
  readonly additionalProperties?: boolean;
}
