import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import {
  aFeedback,
  anInference,
  FLIGHT_DELAY,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { Knex } from 'knex';
import { describeEachDatabase } from '../../../__testUtils__/eachDatabase';
import { aStoredLog } from '../../__testUtils__/aStoredLog';
import { hashValue } from '../../../hashValue';
import { Subject } from '../../subjects/Subject';
import { deleteSubject } from './deleteSubject';

describeEachDatabase('deleteSubject', openDatabase => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openDatabase();
  });

  /** A log with these, and a way to delete from it. */
  async function aLog(
    ...args: [Inference[], Parameters<typeof aStoredLog>[2]?]
  ) {
    const { modelKeys, model } = await aStoredLog(knex, ...args);
    const { redactionKey } = await modelKeys.findOrCreate(knex, FLIGHT_DELAY);
    const deleteFrom = (path: string, value: string, dryRun: boolean) =>
      deleteSubject(
        { knex, model },
        { subject: new Subject(path, value, redactionKey), dryRun },
      );
    return {
      redactionKey,
      find: (path: string, value: string) => deleteFrom(path, value, true),
      delete: (path: string, value: string) => deleteFrom(path, value, false),
    };
  }

  async function idsLeft() {
    const rows = await knex('inference_records').orderBy('inference_id');
    return rows.map(row => row.inference_id);
  }

  it('deletes the records that have the value, and leaves what profiles have counted', async () => {
    const theirs = [1, 2].map(serial =>
      anInference({ serial, inputs: { passenger: 'ada' } }),
    );
    const others = ['Ada', 'adah', 'grace'].map((passenger, at) =>
      anInference({ serial: at + 3, inputs: { passenger } }),
    );
    const elsewhere = anInference({ serial: 9, outputs: { passenger: 'ada' } });
    const log = await aLog([...theirs, ...others, elsewhere]);
    const profiles = await knex('profile_windows');

    expect(await log.find('inputs.passenger', 'ada')).toEqual({
      records: 2,
      waitingFeedback: 0,
    });
    expect(await idsLeft()).toHaveLength(6);
    expect(await log.delete('inputs.passenger', 'ada')).toMatchObject({
      records: 2,
    });
    expect(await idsLeft()).toEqual(
      [...others, elsewhere].map(({ inferenceId }) => inferenceId),
    );
    expect(await knex('profile_windows')).toEqual(profiles);
    expect(await log.delete('inputs.passenger', 'ada')).toMatchObject({
      records: 0,
    });
  });

  it('finds values that were hashed, by what they were', async () => {
    const log = await aLog([]);
    const hashed = hashValue('ada', log.redactionKey);
    await aLog([
      anInference({ serial: 1, inputs: { passenger: hashed } }),
      anInference({ serial: 2, inputs: { passenger: 'hmac:other' } }),
    ]);
    expect(await log.delete('inputs.passenger', 'ada')).toMatchObject({
      records: 1,
    });
    expect(await idsLeft()).toHaveLength(1);
  });

  it.each<[string, string, string, Inference['inputs']]>([
    ['numbers', 'inputs.customer', '4711', { customer: 4711 }],
    ['large numbers', 'inputs.customer', '1e+21', { customer: 1e21 }],
    ['nested values', 'inputs.who.name', 'ada', { who: { name: 'ada' } }],
    ['names with dots', 'inputs.who.name', 'ada', { 'who.name': 'ada' }],
    ['lists', 'inputs.names', 'ada', { names: ['grace', 'ada'] }],
    [
      'objects in lists',
      'inputs.crew.name',
      'ada',
      { crew: [{ name: 'grace' }, { name: 'ada' }] },
    ],
    [
      'any text',
      'inputs.name',
      'Zoë "Z" O\\\'Neil\t\u{1F6EB}\u0001/\u007f',
      { name: 'Zoë "Z" O\\\'Neil\t\u{1F6EB}\u0001/\u007f' },
    ],
    ['truth', 'inputs.minor', 'true', { minor: true }],
  ])('looks into %s', async (_, path, value, inputs) => {
    const log = await aLog([
      anInference({ serial: 1, inputs }),
      anInference({ serial: 2, inputs: { other: value } }),
    ]);
    expect(await log.delete(path, value)).toMatchObject({ records: 1 });
    expect(await idsLeft()).toEqual([anInference({ serial: 2 }).inferenceId]);
  });

  it('finds outcomes, joined or waiting', async () => {
    const joined = anInference({ serial: 1 });
    const waiting = anInference({ serial: 2 });
    const log = await aLog(
      [joined],
      [joined, waiting].map(of => aFeedback(of, { target: { name: 'ada' } })),
    );
    expect(await log.delete('target.name', 'ada')).toEqual({
      records: 1,
      waitingFeedback: 1,
    });
    expect(await knex('pending_feedback')).toEqual([]);
    expect(await idsLeft()).toEqual([]);
  });

  it('finds what was kept of a record that was sampled out', async () => {
    const log = await aLog([
      anInference({ outputs: { delayed: true }, keepsBody: false }),
    ]);
    await knex('inference_records').update({
      prediction: JSON.stringify({ delayed: true }),
    });
    expect(await log.find('outputs.delayed', 'true')).toMatchObject({
      records: 1,
    });
  });

  it('leaves nothing of it in the exceptions of a batch, however large', async () => {
    const exception = (message: string) => ({
      message,
      stacktrace: `FareError: ${message}`,
    });
    const log = await aLog([]);
    const hashed = hashValue('42', log.redactionKey);
    const said = `no fare at 42 (${hashed}), nor at 142`;
    const batch = Array.from({ length: 1_203 }, (_, row) =>
      anInference({
        serial: 1,
        row,
        inputs: { age: row === 700 ? 42 : 7 },
        failed: true,
        exception: exception(said),
        requestId: `of-${row}`,
      }),
    );
    const another = anInference({
      serial: 2,
      failed: true,
      exception: exception(said),
    });
    await aLog([...batch, another]);

    await log.find('inputs.age', '42');
    expect(await knex('inference_records').distinct('error_message')).toEqual([
      { error_message: said },
    ]);
    expect(await log.delete('inputs.age', '42')).toEqual({
      records: 1,
      waitingFeedback: 0,
    });
    const hidden = 'no fare at [deleted] ([deleted]), nor at 142';
    expect(
      await knex('inference_records')
        .select('inference_id', 'error_message', 'stacktrace')
        .count({ records: '*' })
        .groupBy('inference_id', 'error_message', 'stacktrace')
        .orderBy('inference_id')
        .then(rows => rows.map(it => ({ ...it, records: Number(it.records) }))),
    ).toEqual(
      [
        [batch[0].inferenceId, hidden, 1_202],
        [another.inferenceId, said, 1],
      ].map(([id, message, records]) => ({
        inference_id: id,
        error_message: message,
        stacktrace: `FareError: ${message}`,
        records,
      })),
    );
    expect(
      await knex('inference_records').where({ request_id: 'of-700' }),
    ).toEqual([]);
  });

  it('leaves other models alone, and goes on behind the first step', async () => {
    const many = Array.from({ length: 5_003 }, (_, serial) =>
      anInference({
        serial,
        inputs: { passenger: serial % 1_000 === 2 ? 'ada' : 'grace' },
      }),
    );
    const foreign = anInference({
      modelRef: 'mlmodel:default/fraud',
      inputs: { passenger: 'ada' },
    });
    const log = await aLog([...many, foreign]);
    expect(await log.delete('inputs.passenger', 'ada')).toMatchObject({
      records: 6,
    });
    expect(await idsLeft()).toHaveLength(5_003 + 1 - 6);
  });
});
