import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { InferenceSubject } from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';
import { hashValue } from '../../hashValue';
import { REPEATED_LENGTH_MAX } from '../ExceptionRecorder';
import { HiddenValues } from '../HiddenValues';
import { replaceAt } from '../replaceAt';
import { hideCutValue } from './hideCutValue';

/** Is read in place of a value that was deleted. */
const DELETED = '[deleted]';

const sectionSchema = z.enum(['inputs', 'outputs', 'target']);

/** Knows its value by how it was sent, and by what it was hashed to. */
export class Subject implements InferenceSubject {
  readonly section: InferenceSubject['section'];
  private readonly path: readonly string[];

  /** As it stands in records, and as it stands where it was hashed. */
  private readonly spellings: readonly string[];
  private readonly hidden = new HiddenValues();

  /**
   * @param path - `inputs.passenger_id`; dots lead into nested values
   * @param value - as it was sent
   * @param redactionKey - the model's own
   */
  constructor(path: string, value: string, redactionKey: string) {
    const [section, ...names] = path.split('.');
    this.section = sectionSchema.parse(section);
    this.path = names;
    this.spellings = [value, hashValue(value, redactionKey)];
    this.hidden.add(new Map(this.spellings.map(it => [it, DELETED])));
  }

  /** Whether the value stands there, or in a list there. */
  isIn(section: NamedValues): boolean {
    let found = false;
    replaceAt(section, this.path, value => {
      found ||= leavesOf(value).some(leaf => this.spellings.includes(leaf));
      return value;
    });
    return found;
  }

  hideIn(text: string): string {
    const hidden = this.hidden.hideIn(text);
    return text.length < REPEATED_LENGTH_MAX
      ? hidden
      : this.spellings.reduce(
          (rest, value) => hideCutValue(rest, value, DELETED),
          hidden,
        );
  }

  /**
   * Texts of which one stands in the JSON of every section that it is in;
   * undefined when it may be written in several ways.
   */
  needles(): string[] | undefined {
    const [value] = this.spellings;
    // Databases write out numbers that JavaScript writes with an exponent.
    const isLong = Number.isFinite(Number(value)) && /e/i.test(value);
    return isLong
      ? undefined
      : this.spellings.map(each => JSON.stringify(each).slice(1, -1));
  }
}

function leavesOf(value: RecordedValue): string[] {
  if (typeof value !== 'object') {
    return [`${value}`];
  }
  return Array.isArray(value) ? value.flatMap(leavesOf) : [];
}
