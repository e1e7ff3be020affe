/**
 * What is looked at of a message, in characters: what it says stands at its
 * beginning, and messages that were cut on their way are alike that far.
 */
export const MESSAGE_PATTERN_LENGTH = 500;

/** Shorter, so that values of other lengths cut a long message nowhere else. */
const PATTERN_LENGTH_MAX = 300;

const QUOTED = [
  // Between two letters it is an apostrophe.
  String.raw`(?<![\p{L}\p{N}])'[^'\n]*(?:'(?![\p{L}\p{N}])|$)`,
  String.raw`"[^"\n]*(?:"|$)`,
  String.raw`\x60[^\x60\n]*(?:\x60|$)`,
  String.raw`“[^”\n]*(?:”|$)`,
];
const UUID = String.raw`[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}`;
const EMAIL_ADDRESS = String.raw`(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*`;
const IPV6_ADDRESS = String.raw`(?<![\p{L}\p{N}:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\p{L}\p{N}:])`;
/** Numbers with their units, instants, versions, IPv4 and memory addresses. */
const NUMBER = String.raw`(?:(?<![\p{L}\p{N}])[-+])?\d[\p{L}\p{N}_]*(?:[.:,/-]\d[\p{L}\p{N}_]*)*`;
const WORD_WITH_DIGIT = String.raw`(?<![\p{L}\p{N}_])[\p{L}_]+\d[\p{L}\p{N}_]*`;

/**
 * What may be a value. No repetition is ambiguous, and none begins anew within
 * what another has read: the time is linear in the length, whatever the message.
 */
const CANDIDATES = new RegExp(
  [...QUOTED, UUID, EMAIL_ADDRESS, IPV6_ADDRESS, NUMBER, WORD_WITH_DIGIT].join(
    '|',
  ),
  'giu',
);

const WORD = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Lists of values may be of any length. */
const SEVERAL_VALUES = /(['"`]?)…\1(?:(?:, ?| )\1…\1)+/g;

/**
 * What messages that differ in values alone have in common: `could not convert
 * '…' to float`. Numbers, ids, addresses and what is quoted count as values;
 * what stands between two `…` is in every one of the messages.
 */
export function messagePatternOf(message: string): string {
  return message
    .slice(0, MESSAGE_PATTERN_LENGTH)
    .replace(CANDIDATES, replaceValue)
    .replace(SEVERAL_VALUES, '$1…$1')
    .slice(0, PATTERN_LENGTH_MAX);
}

function replaceValue(found: string): string {
  const first = found.charAt(0);
  if (/['"`“]/.test(first)) {
    return `${first}…${found.length > 1 ? closingOf(found) : ''}`;
  }
  return WORD.test(found) && !isId(found) ? found : '…';
}

/** @returns nothing where the message was cut within the quotes */
function closingOf(quoted: string): string {
  const last = quoted.charAt(quoted.length - 1);
  return /['"`”]/.test(last) ? last : '';
}

/** `float64` and `sha256` are names; `UA1234` and a hash stand for one thing of many. */
function isId(word: string): boolean {
  const digits = word.match(/\d/g)?.length ?? 0;
  return digits >= 4 || (digits > 0 && /^[0-9a-f]{8,}$/i.test(word));
}
