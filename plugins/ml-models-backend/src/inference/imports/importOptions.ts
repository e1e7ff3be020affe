import { ParsedImportQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { IngestGrant } from '../IngestAuthoriser';
import { KnownModels } from '../notes/KnownModels';
import { ReceptionOptions } from '../Reception';
import { LogFile } from './LogFormat';

export interface ImportFileOptions extends ReceptionOptions {
  known: KnownModels;
  wait(durationMs: number): Promise<void>;
}

export interface ImportedFile {
  file: LogFile;
  modelRef: string;
  query: ParsedImportQuery;
  grant: IngestGrant;
}
