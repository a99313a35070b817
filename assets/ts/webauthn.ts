/** The two questions to the browser, between JSON with base64url (the server) and bytes (the browser). */

interface Descriptor {
  type: "public-key";
  id: string;
}

interface Options {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: Descriptor[];
  allowCredentials?: Descriptor[];
  extensions?: unknown;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const known = (list: Descriptor[] = []): PublicKeyCredentialDescriptor[] =>
  list.map((one) => ({ ...one, id: bytes(one.id) }));

/** On the page, or asked from where the form goes. */
async function optionsFor(form: HTMLFormElement): Promise<Options> {
  if (form.dataset.options) return (JSON.parse(form.dataset.options) as { publicKey: Options }).publicKey;
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return ((await response.json()) as { request_options: { publicKey: Options } }).request_options.publicKey;
}

async function create(options: Options): Promise<PublicKeyCredential> {
  const { user, excludeCredentials, ...rest } = options;
  if (!user) throw new Error("no user");
  const publicKey = {
    ...rest,
    challenge: bytes(options.challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: known(excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  return (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
}

async function get(options: Options): Promise<PublicKeyCredential> {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  return (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
}

function asJson(found: PublicKeyCredential): string {
  const { response } = found;
  const parts: Record<string, string> = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) parts.attestationObject = text(response.attestationObject);
  if (response instanceof AuthenticatorAssertionResponse) {
    parts.authenticatorData = text(response.authenticatorData);
    parts.signature = text(response.signature);
    if (response.userHandle) parts.userHandle = text(response.userHandle);
  }
  return JSON.stringify({
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    response: parts,
    clientExtensionResults: {},
  });
}

/** What the browser answers, for the form's field. Throws when somebody stops it. */
export async function credential(form: HTMLFormElement): Promise<string> {
  const options = await optionsFor(form);
  return asJson(await (form.dataset.passkey === "create" ? create(options) : get(options)));
}
