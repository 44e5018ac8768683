// Who acted against whom, by the types that openapi-typescript makes of the service's description.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

type Act = components["schemas"]["FoundAct"];

export async function sentences(address: string): Promise<string[]> {
  const service = createClient<paths, "application/json">({ baseUrl: address });
  const { data, error } = await service.GET("/v1/acts", {
    params: { query: { stance: ["against"], limit: 10 } },
  });
  if (error !== undefined) {
    throw new Error(JSON.stringify(error));
  }
  return data.items.map((act: Act) => `${act.agent.name} ${act.type} ${act.target.name}: ${act.evidence.text}`);
}
