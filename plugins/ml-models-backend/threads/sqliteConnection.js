'use strict';

/**
 * A connection to a SQLite database, in a thread of its own: the driver holds its
 * thread until a statement has ended. Answers the requests of `SqliteThread.ts`
 * in the order they came, except that a transaction lets no other session in
 * between: their requests wait here until it ends.
 */
const { parentPort, workerData } = require('node:worker_threads');

const { driverPath, filename, nativeBinding, readonly, pragmas } = workerData;
// The driver that knex would take; from here it might be another, or none.
const Database = require(driverPath);

const database = new Database(filename, { nativeBinding, readonly });
database.defaultSafeIntegers(workerData.safeIntegers);
for (const pragma of pragmas) database.pragma(pragma);

const waiting = [];
/** The session whose transaction is open. */
let inTransaction;
/**
 * Errors by which the transactions of sessions have ended before they know: what
 * they ask for until they hear of it must not happen outside of one.
 */
const lost = new Map();

const requests = {
  /** Whoever waits for the answer knows that the database is open. */
  open() {},
  begin() {
    database.exec('BEGIN');
  },
  ask({ sql, bindings, safeIntegers }) {
    const statement = database.prepare(sql);
    if (safeIntegers !== undefined) statement.safeIntegers(safeIntegers);
    return statement.reader
      ? { rows: statement.all(bindings) }
      : { run: statement.run(bindings) };
  },
  /** @param columns - see `packColumns.ts` */
  runEach({ sql, rows, columns }) {
    const statement = database.prepare(sql);
    const bindings = columns.map(({ same }) => same);
    const changes = [];
    for (let row = 0; row < rows; row += 1) {
      columns.forEach(({ values }, at) => {
        if (values) bindings[at] = values[row];
      });
      changes.push(statement.run(bindings).changes);
    }
    return changes;
  },
  commit() {
    try {
      database.exec('COMMIT');
    } catch (error) {
      // Whoever asked takes it for ended, and others wait.
      rollBack();
      throw error;
    }
  },
  rollBack,
  close() {
    database.close();
  },
};

function rollBack() {
  if (database.inTransaction) database.exec('ROLLBACK');
}

function run({ session, kind, ...request }) {
  if (lost.has(session)) {
    const error = lost.get(session);
    if (kind === 'commit' || kind === 'rollBack') lost.delete(session);
    if (kind !== 'rollBack') throw error;
  }
  const wasInTransaction = database.inTransaction;
  try {
    return requests[kind](request);
  } catch (error) {
    const isLost = wasInTransaction && !database.inTransaction;
    if (kind === 'begin' || (isLost && kind !== 'commit')) {
      lost.set(session, error);
    }
    throw error;
  } finally {
    inTransaction = database.inTransaction ? session : undefined;
  }
}

function answer(request) {
  const { id } = request;
  try {
    parentPort.postMessage({ id, answer: run(request) });
  } catch (error) {
    // What crosses over by itself keeps the message alone.
    const { name, message, code } = error;
    parentPort.postMessage({ id, error: { name, message, code } });
  }
}

/** @returns where the next one is that may be answered; -1: none may */
function findNext() {
  return waiting.findIndex(
    ({ session }) => inTransaction === undefined || session === inTransaction,
  );
}

parentPort.on('message', request => {
  waiting.push(request);
  for (let at = findNext(); at >= 0; at = findNext()) {
    answer(waiting.splice(at, 1)[0]);
  }
});
