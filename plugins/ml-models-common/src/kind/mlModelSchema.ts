import mlModelJsonSchema from '../../schema/MlModel.v1alpha1.schema.json';

/**
 * JSON schema (draft-07) of kind `MlModel`. It is kept as a file of the package,
 * `schema/MlModel.v1alpha1.schema.json`, so that editors can read it too.
 */
export const mlModelSchema = mlModelJsonSchema;
