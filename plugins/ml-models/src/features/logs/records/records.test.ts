import { InferenceRecord } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFailedRecord,
  anInferenceRecord,
} from '../../../__testUtils__/builders/anInferenceRecord';
import { formatValue } from '../../../components/formatValue/formatValue';
import { findRecordKey, mergeRecords, recordKey } from './mergeRecords';
import {
  columnTitle,
  emptyColumns,
  firstColumns,
  valueColumnsOf,
} from './recordColumns';

describe('mergeRecords', () => {
  it('shows a record once, newest first, rows of one request apart', () => {
    const first = anInferenceRecord();
    const second = anInferenceRecord({ row: 1 });
    const newer = anInferenceRecord({
      id: 'newer',
      time: '2026-03-01T12:00:00.000Z',
    });
    expect(
      mergeRecords([newer, first], [first, second]).map(recordKey),
    ).toEqual([`newer/0`, `${first.id}/1`, `${first.id}/0`]);
  });
});

describe('findRecordKey', () => {
  it('reads back what stands in the URL, also ids with slashes', () => {
    const key = { id: 'a/b', row: 3 };
    expect(findRecordKey(recordKey(key))).toEqual(key);
  });

  it.each(['', 'abc', 'abc/', '/1', 'abc/x'])('finds none in %j', text => {
    expect(findRecordKey(text)).toBeUndefined();
  });
});

describe('the columns of records', () => {
  it('are empty that neither a record has nor the model declares', () => {
    const columns = ['time', 'inputs.wind', 'inputs.gust', 'inputs.distance'];
    const empty = (records: InferenceRecord[]) =>
      emptyColumns(columns, records, ['inputs.wind']);
    expect(empty([aFailedRecord(), anInferenceRecord()])).toEqual([
      'inputs.gust',
    ]);
    expect(empty([])).toEqual([]);
    expect(empty([aFailedRecord({ inputs: undefined })])).toEqual([
      'inputs.gust',
      'inputs.distance',
    ]);
  });

  it('begin with what every record has, then outputs, then inputs', () => {
    const columns = valueColumnsOf([aFailedRecord(), anInferenceRecord()]);
    expect(columns).toEqual([
      'outputs.delayed',
      'outputs.probability',
      'inputs.distance',
      'inputs.carrier',
    ]);
    expect(firstColumns(columns).slice(0, 5)).toEqual([
      'time',
      'version',
      'status',
      'latency',
      'outputs.delayed',
    ]);
  });

  it('have what is declared, though no record holds it, and the outcome beside what was predicted', () => {
    const columns = valueColumnsOf(
      [anInferenceRecord()],
      ['outputs.delayed', 'inputs.wind', 'target.delayed'],
    );
    expect(columns).toEqual([
      'outputs.delayed',
      'outputs.probability',
      'inputs.wind',
      'inputs.distance',
      'inputs.carrier',
      'target.delayed',
    ]);
    expect(firstColumns(columns).slice(4)).toEqual([
      'outputs.delayed',
      'outputs.probability',
      'target.delayed',
      'inputs.wind',
      'inputs.distance',
      'inputs.carrier',
    ]);
  });

  it.each([
    ['latency', 'Latency'],
    ['inputs.a.b', 'a.b'],
    ['outputs.delayed', '→ delayed'],
    ['target.delayed', '✓ delayed'],
    ['nonsense', 'nonsense'],
  ])('name %s %s', (id, title) => {
    expect(columnTitle(id)).toBe(title);
  });
});

describe('formatValue', () => {
  it.each([
    [undefined, '–'],
    [0.1 + 0.2, '0.3'],
    [1234567, '1234567'],
    [1234.5678, '1234.57'],
    [true, 'true'],
    ['', ''],
    [{ a: [1] }, '{"a":[1]}'],
  ])('writes %j as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});
