import { InferenceSubject } from '../../inference/InferenceLogStore';
import { KeptRecord } from './KeptRecord';

export function hideInException(
  record: KeptRecord,
  subject: InferenceSubject,
): KeptRecord {
  const { inference } = record;
  const { type, message, stacktrace } = inference.exception ?? {};
  const exception = inference.exception && {
    type,
    message: message && subject.hideIn(message),
    stacktrace: stacktrace && subject.hideIn(stacktrace),
  };
  return { ...record, inference: { ...inference, exception } };
}
