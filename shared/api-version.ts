/** The version of the API that this product speaks best; everything that names one takes it from here. */
export const CURRENT_API_VERSION = '1.0.forge-preview.3';
