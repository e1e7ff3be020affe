'use strict';

/**
 * A connection to a SQLite database, in a thread of its own: the driver holds its
 * thread until a statement has ended. Answers the requests of `SqliteThread.ts`
 * one after the other, in the order they came.
 */
const { parentPort, workerData } = require('node:worker_threads');

const { driverPath, filename, nativeBinding, readonly } = workerData;
// The driver that knex would take; from here it might be another, or none.
const Database = require(driverPath);

const database = new Database(filename, { nativeBinding, readonly });
database.defaultSafeIntegers(workerData.safeIntegers);

const requests = {
  ask({ sql, bindings, safeIntegers }) {
    const statement = database.prepare(sql);
    if (safeIntegers !== undefined) statement.safeIntegers(safeIntegers);
    return statement.reader
      ? { rows: statement.all(bindings) }
      : { run: statement.run(bindings) };
  },
  runEach({ sql, bindings }) {
    const statement = database.prepare(sql);
    return bindings.map(values => statement.run(values).changes);
  },
  close() {
    database.close();
  },
};

parentPort.on('message', ({ id, kind, ...request }) => {
  try {
    parentPort.postMessage({ id, answer: requests[kind](request) });
  } catch (error) {
    // What crosses over by itself keeps the message alone.
    const { name, message, code } = error;
    parentPort.postMessage({ id, error: { name, message, code } });
  }
});
