import { Entity } from '@backstage/catalog-model';

export const ML_MODEL_KIND = 'MlModel';
export const ML_MODEL_API_VERSION = 'noshelfware.io/v1alpha1';

/** From a model to what answers for it; the other way is {@link RELATION_SERVES}. */
export const RELATION_SERVED_BY = 'servedBy';
export const RELATION_SERVES = 'serves';

/** A model of the catalog. Field by field described in {@link mlModelSchema}. */
export interface MlModelEntityV1alpha1 extends Entity {
  apiVersion: typeof ML_MODEL_API_VERSION;
  kind: typeof ML_MODEL_KIND;
  spec: {
    /** Default: `service`. */
    type?: 'service' | 'batch' | 'embedded';
    /** Hugging Face task id. */
    task: string;
    lifecycle: 'experimental' | 'production' | 'deprecated';
    /** Entity ref; kind `group` unless it says otherwise. */
    owner: string;
    system?: string;
    riskTier?: 'minimal' | 'limited' | 'high';
    /** Entity refs with their kind. */
    dependsOn?: string[];
    /** Entity refs; kind `component` unless they say otherwise. */
    servedBy?: string[];
    /** In order of promotion; read them through {@link environmentsOf}. */
    environments?: string[];
    pipeline?: {
      /** Default: `mlModels.defaultPipelineEngine`. */
      engine?: string;
    };
    /** Read it through {@link servingOf}. */
    serving?: {
      /** Default: `mlModels.defaultServingRuntime`. */
      runtime?: string;
      /** Of the runtime `external`: where its callers ask. */
      endpoint?: string;
    };
    logging?: {
      /** Share of records kept with their body, 0 to 1. */
      sample?: number;
      /** Of `inputs.<name>`, `outputs.<name>` or `target.<name>`; a rule for an output holds for the target of its name too. */
      redact?: Array<{ path: string; how: 'hash' | 'drop' }>;
      /** ISO 8601 duration. */
      retention?: string;
    };
    monitoring?: {
      /** `inputs.<name>`: traffic, latency and quality by its values; 3 at most. */
      slices?: string[];
      /** Read them through {@link thresholdsOf}, which knows the defaults. */
      thresholds?: {
        errorRate?: { degraded?: number; failing?: number };
        latencyRatio?: { degraded?: number; failing?: number };
        latencyRise?: { leastMs?: number };
        /** `except`: `inputs.<name>`, whose drift decides nothing. */
        driftedFeatures?: { degraded?: number; except?: string[] };
        driftDistance?: { drifted?: number };
        predictionDrift?: { degraded?: number };
        qualityLoss?: { degraded?: number; failing?: number };
        completeness?: { degraded?: number; failing?: number };
      };
    };
    /** By environment; read it through {@link releaseOf}, which knows the defaults. */
    release?: Record<
      string,
      {
        strategy?: 'all-at-once' | 'canary' | 'linear' | 'shadow';
        /** Percent of the requests before all of them, ascending. */
        weights?: number[];
        /** A person releases what has kept to its guardrails. */
        gate?: 'manual';
      }
    >;
    /** Read it through {@link retrainOf}, which knows the defaults. */
    retrain?: {
      environment?: string;
      /** ISO 8601 duration, or five fields of cron in UTC. */
      schedule?: string;
      onVerdict?: 'degraded' | 'failing';
      /** ISO 8601 duration. */
      atMostEvery?: string;
      gate?: 'not-worse-than-live' | 'none';
    };
    /** Read them through {@link releaseOf}. */
    guardrails?: {
      /** Share of failed requests, 0 to 1. */
      maxErrorRate?: number;
      /** Multiple of the live version's 95th percentile. */
      maxLatencyRatio?: number;
      minSamples?: number;
      /** Of a shadow: share of the live version's answers that it gives otherwise. */
      maxDisagreement?: number;
      /** From which difference on numbers are not the same answer. */
      disagreementTolerance?: number;
      /** ISO 8601 duration. */
      bake?: string;
      /** Share of the live version's quality, by the outcomes of both. */
      maxQualityLoss?: number;
    };
  };
}

/** Whether `entity` is a model of ours; another group's kind of that name is not. */
export function isMlModelEntity(
  entity: Entity,
): entity is MlModelEntityV1alpha1 {
  return (
    entity.kind === ML_MODEL_KIND && entity.apiVersion === ML_MODEL_API_VERSION
  );
}
