import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { hashValue } from '../hashValue';
import { RedactionRule } from './ModelPolicySource';
import { replaceAt } from './replaceAt';
import { withTargets } from './withTargets';

/** Values by what redaction paths begin with. */
export interface RecordSections {
  inputs?: NamedValues;
  outputs?: NamedValues;
  target?: NamedValues;
}

const NOTHING_STANDS: ReadonlyMap<string, string> = new Map();

/** Takes what a model's policy names out of everything that is written. */
export class Redactor {
  private readonly rules: readonly RedactionRule[];

  /** @param key - the model's own: equal values of two models do not look alike */
  constructor(rules: readonly RedactionRule[], private readonly key: string) {
    this.rules = withTargets(rules);
  }

  /**
   * @returns copies; what no rule names is shared with the original. And what
   *   stands for each value that tells of something, to be hidden in other texts.
   */
  redact(sections: RecordSections): {
    sections: RecordSections;
    stands: ReadonlyMap<string, string>;
  } {
    if (this.rules.length === 0) {
      return { sections, stands: NOTHING_STANDS };
    }
    const stands = new Map<string, string>();
    const redacted = this.rules.reduce(
      (values, rule) => this.applyRule(rule, values, stands),
      presentSections(sections),
    );
    return {
      sections: {
        inputs: findSection(redacted, 'inputs'),
        outputs: findSection(redacted, 'outputs'),
        target: findSection(redacted, 'target'),
      },
      stands,
    };
  }

  private applyRule(
    rule: RedactionRule,
    values: NamedValues,
    stands: Map<string, string>,
  ): NamedValues {
    return replaceAt(values, rule.path.split('.'), value => {
      const stand =
        rule.how === 'hash' ? hashValue(value, this.key) : undefined;
      noteLeaves(value, stand ?? '[redacted]', stands);
      return stand;
    });
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

/** True and false are said of everything, and a blank of nothing. */
function noteLeaves(
  value: RecordedValue,
  stand: string,
  stands: Map<string, string>,
): void {
  if (typeof value === 'object') {
    Object.values(value).forEach(leaf => noteLeaves(leaf, stand, stands));
  } else if (typeof value !== 'boolean' && `${value}`.trim() !== '') {
    stands.set(`${value}`, stand);
  }
}
