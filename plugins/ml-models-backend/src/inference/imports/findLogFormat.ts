import { ImportFormat } from '@noshelfware/backstage-plugin-ml-models-common';
import { databricks } from './formats/databricks';
import { kserve } from './formats/kserve';
import { records } from './formats/records';
import { sageMaker } from './formats/sageMaker';
import { table } from './formats/table';
import { LogFormat } from './LogFormat';

const FORMATS: Record<ImportFormat, LogFormat> = {
  records,
  sagemaker: sageMaker,
  kserve,
  databricks,
  table,
};

export function findLogFormat(format: ImportFormat): LogFormat {
  return FORMATS[format];
}
