import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { hashValue } from '../hashValue';
import { replaceAt } from '../replaceAt';

/** A person, or whatever else a value stands for. */
export class Subject {
  /** As it stands in records, and as it stands where it was hashed. */
  private readonly spellings: readonly string[];

  /**
   * @param path - within its section; dots lead into nested values
   * @param value - as it was sent
   * @param redactionKey - the model's own
   */
  constructor(
    private readonly path: readonly string[],
    value: string,
    redactionKey: string,
  ) {
    this.spellings = [value, hashValue(value, redactionKey)];
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
