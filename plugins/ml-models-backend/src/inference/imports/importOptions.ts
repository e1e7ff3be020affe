import { ParsedImportQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { IngestGrant } from '../IngestAuthoriser';
import { ReceptionOptions } from '../Reception';
import { LogFile } from './LogFormat';

export interface ImportFileOptions extends ReceptionOptions {
  wait(durationMs: number): Promise<void>;
}

export interface ImportedFile {
  file: LogFile;
  modelRef: string;
  query: ParsedImportQuery;
  grant: IngestGrant;
}
