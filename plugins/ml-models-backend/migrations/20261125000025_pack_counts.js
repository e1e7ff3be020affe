/**
 * Counts of bins were packed at a fixed width: a byte with the width, then each
 * count in 4 bytes (unsigned) or, when one did not fit, in 8 (double). Now they
 * are numbers of variable length (LEB128), how many there are first.
 */

const PART = 128;
const UINT32_MAX = 2 ** 32 - 1;

/** @param {Buffer} packed @returns {number[]} */
function readFixed(packed) {
  const width = packed.readUInt8(0);
  const counts = [];
  for (let at = 1; at < packed.length; at += width) {
    counts.push(
      width === 4 ? packed.readUInt32LE(at) : packed.readDoubleLE(at),
    );
  }
  return counts;
}

/** @param {number[]} counts @returns {Buffer} */
function writeFixed(counts) {
  const width = counts.every(count => count <= UINT32_MAX) ? 4 : 8;
  const packed = Buffer.alloc(1 + counts.length * width);
  packed.writeUInt8(width, 0);
  counts.forEach((count, index) => {
    const at = 1 + index * width;
    if (width === 4) packed.writeUInt32LE(count, at);
    else packed.writeDoubleLE(count, at);
  });
  return packed;
}

/** @param {Buffer} packed @returns {number[]} */
function readVariable(packed) {
  const numbers = [];
  for (let at = 0; at < packed.length; ) {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = packed[at];
      at += 1;
      value += (byte % PART) * scale;
      scale *= PART;
    } while (byte >= PART);
    numbers.push(value);
  }
  return numbers.slice(1);
}

/** @param {number[]} counts @returns {Buffer} */
function writeVariable(counts) {
  const bytes = [];
  for (const number of [counts.length, ...counts]) {
    let rest = number;
    for (; rest >= PART; rest = Math.floor(rest / PART)) {
      bytes.push(PART + (rest % PART));
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

const BASELINE_KEY = ['model_ref', 'version'];
const FEATURES_KEY = [
  'model_ref',
  'start_s',
  'granularity',
  'environment',
  'version',
  'traffic',
  'replay',
  'revision',
  'chunk',
  'writer',
];

/**
 * Packs anew what a table holds, a stretch of rows at a time: a model of 1,000
 * features has tens of megabytes a week.
 *
 * @param {import('knex').Knex} knex
 * @param {{table: string, key: string[], by: string[], repack: (packed: Buffer) => Buffer}} options
 */
async function repackTable(knex, { table, key, by, repack }) {
  for (const stretch of await knex(table).distinct(by)) {
    for (const row of await knex(table).where(stretch).select()) {
      const place = Object.fromEntries(key.map(name => [name, row[name]]));
      await knex(table)
        .where(place)
        .update({ counts: repack(row.counts) });
    }
  }
}

/**
 * @param {import('knex').Knex} knex
 * @param {(packed: Buffer) => Buffer} repack
 */
async function repackAll(knex, repack) {
  await repackTable(knex, {
    table: 'baselines',
    key: BASELINE_KEY,
    by: ['model_ref'],
    repack,
  });
  await repackTable(knex, {
    table: 'profile_features',
    key: FEATURES_KEY,
    by: ['model_ref', 'start_s'],
    repack,
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await repackAll(knex, packed => writeVariable(readFixed(packed)));
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await repackAll(knex, packed => writeFixed(readVariable(packed)));
};
