import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import type { VersionResolver } from '../inference/VersionResolver';
import { rememberInMap } from '../rememberInMap';
import { parseVersionNumber } from './parseVersionNumber';
import { VersionRow } from './VersionRow';
import {
  findNextVersionNumber,
  lockVersionNumbers,
  saveLastVersionNumber,
} from './versionNumbers';

/**
 * Unknown numbers up to here become the version's number, larger ones its
 * label: a date such as 20260301 is hardly a number that we shall come to.
 */
const LARGEST_FOREIGN_NUMBER = 9_999;

/** As much as registering allows for a label. */
const LABEL_LENGTH_MAX = 200;

/** Some hundred bytes each. */
const REMEMBERED_MAX = 10_000;

/** Versions count from 1. */
const NO_VERSION = 0;

/**
 * Finds which version a service means by its `service.version`. Remembers what
 * stays so: every request asks, and on SQLite would wait for the records of
 * others to be stored.
 */
export class DatabaseVersionResolver implements VersionResolver {
  private readonly remembered = new Map<string, number>();

  constructor(private readonly options: { database: Knex; now: () => Date }) {}

  /** @throws InputError for a label of more than 200 characters */
  async resolve(modelRef: string, serviceVersion: string): Promise<number> {
    const { database, now } = this.options;
    if (serviceVersion.length > LABEL_LENGTH_MAX) {
      throw new InputError(
        `service.version has ${serviceVersion.length} characters; ${LABEL_LENGTH_MAX} at most are kept as a label`,
      );
    }
    const key = JSON.stringify([modelRef, serviceVersion]);
    const version =
      this.remembered.get(key) ??
      (await findMeantVersion(database, modelRef, serviceVersion)) ??
      (await database.transaction(trx =>
        observeVersion(trx, modelRef, serviceVersion, now()),
      ));
    if (isForGood(serviceVersion, version)) {
      rememberInMap(this.remembered, key, version, REMEMBERED_MAX);
    }
    return version;
  }
}

/** A number that was taken for a label means the version of that number once there is one. */
function isForGood(serviceVersion: string, version: number): boolean {
  const number = parseVersionNumber(serviceVersion);
  return number === undefined || number === version;
}

async function findMeantVersion(
  knex: Knex,
  modelRef: string,
  serviceVersion: string,
): Promise<number | undefined> {
  const number = parseVersionNumber(serviceVersion);
  const rows = await knex<VersionRow>('versions')
    .where({ model_ref: modelRef })
    .where(either =>
      either
        .where({ label: serviceVersion })
        .orWhere('version', number ?? NO_VERSION),
    );
  return (rows.find(row => row.version === number) ?? rows[0])?.version;
}

async function observeVersion(
  trx: Knex.Transaction,
  modelRef: string,
  serviceVersion: string,
  now: Date,
): Promise<number> {
  await lockVersionNumbers(trx, modelRef, now);
  // Read again, now alone with the model: another request may have been first.
  const meant = await findMeantVersion(trx, modelRef, serviceVersion);
  if (meant !== undefined) {
    return meant;
  }
  const number = parseVersionNumber(serviceVersion) ?? Infinity;
  const isNumber = number <= LARGEST_FOREIGN_NUMBER;
  const version = isNumber
    ? number
    : await findNextVersionNumber(trx, modelRef);
  await saveLastVersionNumber(trx, modelRef, version);
  await trx('versions').insert({
    model_ref: modelRef,
    version,
    label: isNumber ? null : serviceVersion,
    origin: 'observed',
    created_at: now,
    reference_rows: 0,
  });
  return version;
}
