import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { createHmac } from 'crypto';
import { RedactionRule } from './ModelPolicySource';

/** Shorter texts occur by chance in messages that do not tell of the value. */
const TELLING_LENGTH_MIN = 3;
/** 128 bits: no two values of a model meet by chance. */
const DIGEST_HEX_LENGTH = 32;

/** Values by what redaction paths begin with. */
export interface RecordSections {
  inputs?: NamedValues;
  outputs?: NamedValues;
  target?: NamedValues;
}

/** Free text that may repeat a value. */
export interface RecordTexts {
  message?: string;
  stacktrace?: string;
}

/** Takes what a model's policy names out of everything that is written. */
export class Redactor {
  /** @param key - the model's own: equal values of two models do not look alike */
  constructor(
    private readonly rules: readonly RedactionRule[],
    private readonly key: string,
  ) {}

  /** @returns copies; what no rule names is shared with the original */
  redact(
    sections: RecordSections,
    texts: RecordTexts = {},
  ): { sections: RecordSections; texts: RecordTexts } {
    if (this.rules.length === 0) {
      return { sections, texts };
    }
    const replaced = new Map<string, string>();
    const redacted = this.rules.reduce(
      (values, rule) => this.applyRule(rule, values, replaced),
      presentSections(sections),
    );
    return {
      sections: {
        inputs: findSection(redacted, 'inputs'),
        outputs: findSection(redacted, 'outputs'),
        target: findSection(redacted, 'target'),
      },
      texts: {
        message: hide(texts.message, replaced),
        stacktrace: hide(texts.stacktrace, replaced),
      },
    };
  }

  private applyRule(
    rule: RedactionRule,
    values: NamedValues,
    replaced: Map<string, string>,
  ): NamedValues {
    return replaceAt(values, rule.path.split('.'), value => {
      const stand = rule.how === 'hash' ? this.hash(value) : undefined;
      noteLeaves(value, stand ?? '[redacted]', replaced);
      return stand;
    });
  }

  /** The same value always gives the same text, so that it can be looked for. */
  private hash(value: RecordedValue): string {
    const text = typeof value === 'object' ? JSON.stringify(value) : `${value}`;
    return `hmac:${createHmac('sha256', this.key)
      .update(text)
      .digest('hex')
      .slice(0, DIGEST_HEX_LENGTH)}`;
  }
}

function presentSections(sections: RecordSections): NamedValues {
  const values: NamedValues = {};
  for (const [name, section] of Object.entries(sections)) {
    if (section) values[name] = section;
  }
  return values;
}

/** A rule may have dropped or hashed a section as a whole. */
function findSection(
  values: NamedValues,
  name: keyof RecordSections,
): NamedValues | undefined {
  const section = values[name];
  return typeof section === 'object' && !Array.isArray(section)
    ? section
    : undefined;
}

/** A feature may have a dot in its name, so each longer head of the path is tried too. */
function replaceAt(
  values: NamedValues,
  path: readonly string[],
  replace: (value: RecordedValue) => RecordedValue | undefined,
): NamedValues {
  const copy = new Map(Object.entries(values));
  for (let length = 1; length <= path.length; length += 1) {
    const name = path.slice(0, length).join('.');
    const value = copy.get(name);
    if (value !== undefined) {
      const rest = path.slice(length);
      const stand =
        rest.length === 0
          ? replace(value)
          : replaceWithin(value, rest, replace);
      if (stand === undefined) {
        copy.delete(name);
      } else {
        copy.set(name, stand);
      }
    }
  }
  return Object.fromEntries(copy);
}

function replaceWithin(
  value: RecordedValue,
  path: readonly string[],
  replace: (value: RecordedValue) => RecordedValue | undefined,
): RecordedValue {
  if (Array.isArray(value)) {
    return value.map(element => replaceWithin(element, path, replace));
  }
  return typeof value === 'object' ? replaceAt(value, path, replace) : value;
}

function noteLeaves(
  value: RecordedValue,
  stand: string,
  replaced: Map<string, string>,
): void {
  if (typeof value === 'object') {
    Object.values(value).forEach(leaf => noteLeaves(leaf, stand, replaced));
  } else if (
    typeof value !== 'boolean' &&
    `${value}`.length >= TELLING_LENGTH_MIN
  ) {
    replaced.set(`${value}`, stand);
  }
}

function hide(
  text: string | undefined,
  replaced: ReadonlyMap<string, string>,
): string | undefined {
  // Longest first: a value that contains another must not stay half readable.
  return [...replaced]
    .sort(([a], [b]) => b.length - a.length)
    .reduce((rest, [value, stand]) => rest?.replaceAll(value, stand), text);
}
