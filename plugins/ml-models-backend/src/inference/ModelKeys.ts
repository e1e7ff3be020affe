import { Knex } from 'knex';
import { randomBytes } from 'crypto';

/** What a model is known by inside the inference log. */
export interface ModelKey {
  /** Stands for the ref in wide tables. */
  modelKey: number;
  /** Secret of the HMAC that hides values of this model, in hex. */
  redactionKey: string;
}

/** As long as the digest of the HMAC it is for: RFC 2104, section 3. */
const REDACTION_KEY_BYTES = 32;

/** Hands out the keys of models. They never change, so they are kept for good. */
export class ModelKeys {
  private readonly known = new Map<string, ModelKey>();

  /** @returns undefined for a model that has never reported anything */
  async find(knex: Knex, modelRef: string): Promise<ModelKey | undefined> {
    const known = this.known.get(modelRef);
    if (known) {
      return known;
    }
    const row = await knex('inference_models')
      .where({ model_ref: modelRef })
      .first('model_key', 'redaction_key');
    return row && this.remember(knex, modelRef, row);
  }

  /** Makes the keys of a model at its first report. */
  async findOrCreate(knex: Knex, modelRef: string): Promise<ModelKey> {
    const found = await this.find(knex, modelRef);
    if (found) {
      return found;
    }
    // Another replica may be doing the same: whoever is first wins, and is read back.
    await knex('inference_models')
      .insert({
        model_ref: modelRef,
        redaction_key: randomBytes(REDACTION_KEY_BYTES).toString('hex'),
      })
      .onConflict('model_ref')
      .ignore();
    const row = await knex('inference_models')
      .where({ model_ref: modelRef })
      .first('model_key', 'redaction_key');
    return this.remember(knex, modelRef, row);
  }

  private remember(
    knex: Knex,
    modelRef: string,
    row: { model_key: number; redaction_key: string },
  ): ModelKey {
    const key = { modelKey: row.model_key, redactionKey: row.redaction_key };
    // What a transaction sees may never come to be.
    if (!knex.isTransaction) {
      this.known.set(modelRef, key);
    }
    return key;
  }
}
