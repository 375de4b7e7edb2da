"""Operations of every product and what they do, judged one by one from their descriptions and
bodies, not from the rules.
"""

__all__ = ["JUDGED"]

_LINES = """
PUT /allDom/{serviceName}/serviceInfos: ends spends
POST /auth/credential: changes
POST /auth/logout: locks-out
DELETE /cdn/dedicated/{serviceName}/domains/{domain}/cacheRules/{cacheRuleId}: removes
DELETE /cdn/dedicated/{serviceName}/ssl: destroys interrupts
POST /cdn/dedicated/{serviceName}/domains/{domain}/flush: changes
POST /cloud/project/{serviceName}/instance: spends
POST /cloud/project/{serviceName}/instance/bulk: spends
DELETE /cloud/project/{serviceName}/instance/{instanceId}: destroys
PUT /cloud/project/{serviceName}/instance/{instanceId}: changes
POST /cloud/project/{serviceName}/instance/{instanceId}/reboot: interrupts
POST /cloud/project/{serviceName}/instance/{instanceId}/reinstall: destroys interrupts
POST /cloud/project/{serviceName}/instance/{instanceId}/resize: spends interrupts
POST /cloud/project/{serviceName}/instance/{instanceId}/activeMonthlyBilling: spends
POST /cloud/project/{serviceName}/instance/{instanceId}/vnc: changes
POST /cloud/project/{serviceName}/region/{regionName}/instance/{instanceId}/reinstall: destroys interrupts
DELETE /cloud/project/{serviceName}/volume/{volumeId}: destroys
PUT /cloud/project/{serviceName}/region/{regionName}/volume/{volumeId}: spends
POST /cloud/project/{serviceName}/region/{regionName}/volume/{volumeId}/bulkDeleteSnapshots: destroys
POST /cloud/project/{serviceName}/region/{regionName}/volumeBackup/{volumeBackupId}/restore: destroys interrupts
POST /cloud/project/{serviceName}/region/{regionName}/storage/{name}/bulkDeleteObjects: destroys
PUT /cloud/project/{serviceName}/region/{regionName}/storage/{name}/lifecycle: destroys
DELETE /cloud/project/{serviceName}/region/{regionName}/storage/{name}/lifecycle: removes
POST /cloud/project/{serviceName}/region/{regionName}/coldArchive/{name}/destroy: destroys
DELETE /cloud/project/{serviceName}/region/{regionName}/floatingip/{floatingIpId}: destroys interrupts
POST /cloud/project/{serviceName}/region/{regionName}/network: spends
PUT /cloud/project/{serviceName}/region/{regionName}/loadbalancing/listener/{listenerId}: interrupts locks-out
DELETE /cloud/project/{serviceName}/region/{regionName}/loadbalancing/l7Policy/{l7PolicyId}/l7Rule/{l7RuleId}: removes
POST /cloud/project/{serviceName}/kube: spends
DELETE /cloud/project/{serviceName}/kube/{kubeId}: destroys
POST /cloud/project/{serviceName}/kube/{kubeId}/reset: destroys interrupts
POST /cloud/project/{serviceName}/kube/{kubeId}/kubeconfig: changes
POST /cloud/project/{serviceName}/kube/{kubeId}/kubeconfig/reset: destroys interrupts locks-out
PUT /cloud/project/{serviceName}/kube/{kubeId}/ipRestrictions: locks-out
PUT /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}: destroys spends interrupts
POST /cloud/project/{serviceName}/kube/{kubeId}/update: interrupts
PUT /cloud/project/{serviceName}/containerRegistry/{registryID}/ipRestrictions/registry: locks-out
PUT /cloud/project/{serviceName}/containerRegistry/{registryID}/plan: spends
POST /cloud/project/{serviceName}/database/mysql: spends
DELETE /cloud/project/{serviceName}/database/mysql/{clusterId}: destroys
PUT /cloud/project/{serviceName}/database/mysql/{clusterId}: spends interrupts locks-out
DELETE /cloud/project/{serviceName}/database/mysql/{clusterId}/database/{databaseId}: destroys
DELETE /cloud/project/{serviceName}/database/redis/{clusterId}/user/{userId}: locks-out removes
POST /cloud/project/{serviceName}/database/redis/{clusterId}/user/{userId}/credentials/reset: locks-out
POST /cloud/project/{serviceName}/database/mongodb/{clusterId}/restore: destroys interrupts
POST /cloud/project/{serviceName}/database/mongodb/{clusterId}/backup/{backupId}/restore: destroys interrupts
DELETE /cloud/project/{serviceName}/database/kafka/{clusterId}/topic/{topicId}: destroys
POST /cloud/project/{serviceName}/database/kafka/{clusterId}/topic: changes
POST /cloud/project/{serviceName}/ai/job: spends
PUT /cloud/project/{serviceName}/ai/notebook/{notebookId}/start: spends
PUT /cloud/project/{serviceName}/ai/notebook/{notebookId}/stop: interrupts
POST /cloud/project/{serviceName}/ai/app/command: changes
POST /cloud/project/{serviceName}/acl: gives-away
POST /cloud/project/{serviceName}/user/{userId}/regeneratePassword: locks-out
POST /cloud/project/{serviceName}/terminate: ends
POST /cloud/project/{serviceName}/confirmTermination: ends destroys
DELETE /cloud/project/{serviceName}/sshkey/{keyId}: removes
POST /cluster/hadoop/{serviceName}/terminate: ends destroys
POST /cluster/hadoop/{serviceName}/orderNewNodeHourly: spends
POST /cluster/hadoop/{serviceName}/stop: interrupts
POST /connectivity/eligibility/search/cities: changes
DELETE /connectivity/eligibility/recall/{id}: removes
POST /contact/form/send: changes
DELETE /dbaas/logs/{serviceName}/output/graylog/stream/{streamId}: destroys
DELETE /dbaas/logs/{serviceName}/output/graylog/stream/{streamId}/rule/{ruleId}: removes
POST /dbaas/logs/{serviceName}/user/changePassword: locks-out
PUT /dbaas/logs/{serviceName}/cluster/{clusterId}: locks-out
DELETE /dedicated/ceph/{serviceName}/pool/{poolName}: destroys
POST /dedicated/ceph/{serviceName}/user/{userName}/pool: locks-out
POST /dedicated/cluster/{serviceName}/changeContact: gives-away
DELETE /dedicated/housing/{serviceName}/features/backupFTP: ends destroys
POST /dedicated/server/{serviceName}/features/backupFTP/access: locks-out
POST /vps/{serviceName}/backupftp/access: locks-out
DELETE /dedicated/nasha/{serviceName}/partition/{partitionName}: destroys
DELETE /dedicated/nasha/{serviceName}/partition/{partitionName}/access/{ip}: locks-out removes
POST /dedicated/nasha/{serviceName}/partition/{partitionName}/access: locks-out
POST /dedicated/server/{serviceName}/reinstall: destroys interrupts
POST /dedicated/server/{serviceName}/reboot: interrupts
PUT /dedicated/server/{serviceName}: interrupts
POST /dedicated/server/{serviceName}/support/replace/hardDiskDrive: destroys interrupts
DELETE /dedicated/server/{serviceName}/option/{option}: ends
POST /dedicated/server/{serviceName}/ipMove: interrupts
DELETE /dedicated/server/{serviceName}/secondaryDnsDomains/{domain}: removes
POST /dedicatedCloud/{serviceName}/orderNewFilerHourly: spends
POST /dedicatedCloud/{serviceName}/datacenter/{datacenterId}/orderNewHostHourly: spends
POST /dedicatedCloud/{serviceName}/datacenter/{datacenterId}/host/{hostId}/remove: ends destroys
POST /dedicatedCloud/{serviceName}/datacenter/{datacenterId}/vm/{vmId}/restoreBackup: destroys interrupts
DELETE /dedicatedCloud/{serviceName}/datacenter/{datacenterId}: destroys
PUT /dedicatedCloud/{serviceName}/allowedNetwork/{networkAccessId}: locks-out
POST /dedicatedCloud/{serviceName}/allowedNetwork: locks-out
POST /dedicatedCloud/{serviceName}/user/{userId}/changePassword: locks-out
POST /dedicatedCloud/{serviceName}/twoFAWhitelist: locks-out
POST /dedicatedCloud/{serviceName}/task/{taskId}/resetTaskState: changes
POST /domain/{serviceName}/outgoingTransfer/approve: gives-away
POST /domain/{serviceName}/changeContact: gives-away
PUT /domain/{serviceName}: gives-away
POST /domain/{serviceName}/nameServers/update: interrupts
DELETE /domain/zone/{zoneName}/record/{id}: removes
POST /domain/zone/{zoneName}/record: changes
PUT /domain/zone/{zoneName}/record/{id}: changes
POST /domain/zone/{zoneName}/import: destroys
POST /domain/zone/{zoneName}/reset: destroys
POST /domain/zone/{zoneName}/history/{creationDate}/restore: destroys
POST /domain/zone/{zoneName}/refresh: changes
POST /domain/zone/{zoneName}/dynHost/login/{login}/changePassword: locks-out
PUT /domain/name/{domainName}: gives-away interrupts
DELETE /email/domain/{domain}/account/{accountName}: destroys
DELETE /email/domain/{domain}/redirection/{id}: removes
POST /email/domain/{domain}/account: changes
POST /email/domain/{domain}/changeDnsMXFilter: interrupts
DELETE /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}: destroys
PUT /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}: ends destroys locks-out
POST /email/exchange/{organizationName}/service/{exchangeService}/device/{identity}/clearDevice: destroys
PUT /email/exchange/{organizationName}/service/{exchangeService}/server: locks-out
DELETE /email/mxplan/{service}/account/{email}/alias/{alias}: removes
POST /email/pro/{service}/account/{email}/changePassword: locks-out
POST /freefax/{serviceName}/changePassword: locks-out
PUT /freefax/{serviceName}/voicemail: changes
POST /horizonView/{serviceName}/accessPoint/{accessPointId}/disableTwoFA: locks-out
DELETE /horizonView/{serviceName}/accessPoint/{accessPointId}: destroys
POST /hosting/privateDatabase/{serviceName}/database/{databaseName}/dump/{id}/restore: destroys
POST /hosting/privateDatabase/{serviceName}/restart: interrupts
DELETE /hosting/privateDatabase/{serviceName}/whitelist/{ip}: locks-out removes
POST /hosting/privateDatabase/{serviceName}/whitelist: locks-out
POST /hosting/web/{serviceName}/restoreSnapshot: destroys interrupts
POST /hosting/web/{serviceName}/email/request: destroys interrupts
DELETE /hosting/web/{serviceName}/database/{name}: destroys
DELETE /hosting/web/{serviceName}/cron/{id}: removes
DELETE /hosting/web/{serviceName}/cdn/domain/{domainName}/option/{optionName}: removes
DELETE /hosting/web/{serviceName}/attachedDomain/{domain}: interrupts removes
POST /ip/{ip}/move: interrupts
POST /ip/{ip}/terminate: ends destroys
DELETE /ip/{ip}/firewall/{ipOnFirewall}/rule/{sequence}: locks-out removes
POST /ip/{ip}/reverse: changes
POST /ipLoadbalancing/{serviceName}/refresh: interrupts locks-out
DELETE /ipLoadbalancing/{serviceName}/http/farm/{farmId}: interrupts removes
POST /ipLoadbalancing/{serviceName}/zone/{name}/terminate: ends
POST /license/cloudLinux/{serviceName}/terminate: ends
PUT /license/cpanel/{serviceName}: ends
POST /license/directadmin/{serviceName}/changeIp: interrupts
POST /license/hycu/{serviceName}/activate: changes
DELETE /license/office/{serviceName}/user/{activationEmail}: destroys locks-out
POST /license/officePrepaid/{serviceName}/unconfigure: destroys locks-out
DELETE /license/plesk/{serviceName}/option/{label}: ends
POST /license/redhat/{serviceName}/confirmTermination: ends destroys
PUT /license/sqlserver/{serviceName}/serviceInfos: ends spends
PUT /license/virtuozzo/{serviceName}: ends
POST /license/windows/{serviceName}/sqlServer: changes
PUT /license/worklight/{serviceName}: ends
PUT /me: gives-away
POST /me/changePassword: locks-out
POST /me/changeEmail: gives-away locks-out
POST /me/task/contactChange/{id}/accept: gives-away
POST /me/task/contactChange/{id}/refuse: changes
DELETE /me/api/credential/{credentialId}: locks-out
DELETE /me/api/application/{applicationId}: locks-out
POST /me/accessRestriction/ip: locks-out
DELETE /me/accessRestriction/totp/{id}: locks-out
PUT /me/accessRestriction/totp/{id}: changes
DELETE /me/identity/user/{user}: locks-out removes
DELETE /me/tag/{tag}: removes
DELETE /me/sshKey/{keyName}: removes
DELETE /me/payment/method/{paymentMethodId}: destroys
POST /me/order/{orderId}/pay: spends
POST /me/order/{orderId}/payWithRegisteredPaymentMean: spends
POST /me/bill/{billId}/debt/pay: spends
PUT /me/autorenew: ends spends
DELETE /metrics/{serviceName}/token/{tokenId}: locks-out
PUT /metrics/{serviceName}/quota: spends
POST /msServices/{serviceName}/removeMfaOnAllUsers: locks-out
DELETE /msServices/{serviceName}/upnSuffix/{suffix}: removes
POST /newAccount: changes
PUT /nutanix/{serviceName}: destroys interrupts
PUT /nutanix/{serviceName}/nodes/{server}: destroys interrupts
PUT /nutanix/{serviceName}/nodes/{server}/deploy: destroys interrupts
POST /nutanix/{serviceName}/nodes/{server}/terminate: ends destroys
POST /order/cart: changes
POST /order/cart/{cartId}/domain: changes
POST /order/cart/{cartId}/checkout: spends
POST /order/cartServiceOption/vps/{serviceName}: changes
POST /order/sms/{serviceName}/credits: spends
POST /order/upgrade/vps/{serviceName}/{planCode}: spends
DELETE /overTheBox/{serviceName}: ends
POST /overTheBox/{serviceName}/device/restoreBackup: destroys interrupts
DELETE /ovhCloudConnect/{serviceName}/config/pop/{popId}: interrupts removes
POST /ovhCloudConnect/{serviceName}/serviceKey/{serviceKeyId}/regenerate: locks-out
POST /pack/siptrunk/{packName}/changeContact: gives-away
POST /pack/xdsl/{packName}/resiliate: ends
POST /pack/xdsl/{packName}/migration/migrate: spends interrupts
POST /partner: changes
POST /saas/csp2/{serviceName}/subscription: spends
POST /secret/retrieve: changes
PUT /service/{serviceId}: ends destroys
POST /service/{serviceId}/renew: spends
POST /service/{serviceId}/suspend: interrupts
DELETE /services/{serviceId}: ends destroys
POST /services/{serviceId}/upgrade/{planCode}/execute: spends
POST /services/{serviceId}/upgrade/{planCode}/simulate: changes
PUT /services/{serviceId}: ends spends
POST /sms/{serviceName}/jobs: spends
DELETE /sms/{serviceName}/jobs/{id}: removes
DELETE /sms/{serviceName}/outgoing/{id}: destroys
POST /sms/{serviceName}/transferCredits: gives-away spends
PUT /sms/{serviceName}/smpp/allowedIPs: locks-out
PUT /ssl/{serviceName}/serviceInfos: ends spends
DELETE /sslGateway/{serviceName}/domain/{id}: interrupts removes
PUT /stack/mis/{serviceName}/serviceInfos: ends spends
POST /startup: changes
POST /storage/netapp/{serviceName}/share/{shareId}/revert: destroys interrupts
DELETE /storage/netapp/{serviceName}/share/{shareId}: destroys
PUT /storage/netapp/{serviceName}/share/{shareId}: changes
POST /supply/mondialRelay: changes
POST /support/tickets/{ticketId}/close: changes
DELETE /telephony/{billingAccount}: ends
DELETE /telephony/{billingAccount}/service/{serviceName}: ends
POST /telephony/{billingAccount}/line/{serviceName}/click2Call: spends
DELETE /telephony/{billingAccount}/voicemail/{serviceName}/directories/{id}: destroys
DELETE /telephony/{billingAccount}/line/{serviceName}/abbreviatedNumber/{abbreviatedNumber}: removes
POST /telephony/{billingAccount}/line/{serviceName}/changePassword: locks-out
POST /telephony/{billingAccount}/conference/{serviceName}/participants/{id}/kick: interrupts
POST /veeam/veeamEnterprise/{serviceName}/terminate: ends
DELETE /veeamCloudConnect/{serviceName}/backupRepository/{inventoryName}: destroys
POST /veeamCloudConnect/{serviceName}/resetPassword: locks-out
PUT /vip/{serviceName}/serviceInfos: ends spends
POST /vps/{serviceName}/rebuild: destroys interrupts
POST /vps/{serviceName}/reinstall: destroys interrupts
POST /vps/{serviceName}/snapshot/revert: destroys interrupts
DELETE /vps/{serviceName}/snapshot: destroys
POST /vps/{serviceName}/createSnapshot: changes
POST /vps/{serviceName}/automatedBackup/restore: destroys interrupts
POST /vps/{serviceName}/setPassword: locks-out interrupts
POST /vps/{serviceName}/stop: interrupts
POST /vps/{serviceName}/terminate: ends
DELETE /vps/{serviceName}/ips/{ipAddress}: ends destroys
DELETE /vrack/{serviceName}/dedicatedServerInterface/{dedicatedServerInterface}: interrupts removes
PUT /vrack/{serviceName}: changes
POST /xdsl/{serviceName}/resiliate: ends
POST /xdsl/{serviceName}/modem/reset: destroys interrupts
POST /xdsl/{serviceName}/modem/reboot: interrupts
DELETE /backupServices/tenant/{backupServicesId}/vspc/{vspcTenantId}/backupAgent/{backupAgentId}: destroys
DELETE /iam/resource/{resourceURN}/tag/{key}: locks-out removes
POST /iam/resource/{resourceURN}/tag: changes
DELETE /iam/policy/{policyId}: locks-out removes
PUT /iam/policy/{policyId}: locks-out
POST /iam/authorization/check: changes
DELETE /managedCMS/resource/{serviceId}/website/{websiteId}: destroys
POST /managedCMS/resource/{serviceId}/website/{websiteId}/resetDatabasePassword: locks-out
DELETE /notification/routing/{routingId}: removes
DELETE /okms/resource/{okmsId}/secret/{path}: destroys
DELETE /okms/resource/{okmsId}/serviceKey/{keyId}: destroys locks-out
DELETE /okms/resource/{okmsId}/credential/{credentialId}: locks-out
PUT /okms/resource/{okmsId}/secret/{path}/version/{version}: destroys
DELETE /publicCloud/project/{projectId}/rancher/{rancherId}: destroys
PUT /publicCloud/project/{projectId}/rancher/{rancherId}: spends interrupts locks-out
POST /vmwareCloudDirector/organization/{organizationId}/password: locks-out
PUT /vmwareCloudDirector/organization/{organizationId}: changes
PUT /vrackServices/resource/{vrackServicesId}: interrupts
PUT /webhosting/resource/{name}/website/{websiteId}: changes
DELETE /zimbra/platform/{platformId}/account/{accountId}: destroys
DELETE /zimbra/platform/{platformId}/alias/{aliasId}: removes
PUT /okms/resource/{okmsId}/secret/{path}: destroys
POST /okms/resource/{okmsId}/secret/{path}/version: changes
PUT /telephony/{billingAccount}/line/{serviceName}/options: interrupts locks-out
POST /ip/{ip}/firewall/{ipOnFirewall}/rule: interrupts locks-out
PUT /ip/{ip}/firewall/{ipOnFirewall}: interrupts locks-out
PUT /ip/{ip}/game/{ipOnGame}: interrupts locks-out
DELETE /ip/{ip}/game/{ipOnGame}/rule/{id}: locks-out removes
PUT /dedicated/server/{serviceName}/features/firewall: interrupts locks-out
POST /cloud/project/{serviceName}/loadbalancer/{loadBalancerId}/configuration/{version}/apply: interrupts locks-out
DELETE /email/pro/{service}/account/{email}/sendAs/{allowedAccountId}: locks-out removes
DELETE /email/pro/{service}/account/{email}/sendOnBehalfTo/{allowedAccountId}: locks-out removes
DELETE /email/domain/{domain}/mailingList/{name}/moderator/{email}: locks-out removes
PUT /telephony/{billingAccount}: spends
POST /telephony/{billingAccount}/billingAccountSite: destroys interrupts
POST /telephony/{billingAccount}/line/{serviceName}/calls/{id}/eavesdrop: spends
POST /telephony/{billingAccount}/line/{serviceName}/calls/{id}/transfer: spends interrupts
DELETE /ipLoadbalancing/{serviceName}/ssl/{id}: destroys interrupts
DELETE /hosting/web/{serviceName}/ssl: destroys interrupts
DELETE /hosting/web/{serviceName}/attachedDomain/{domain}/ssl: destroys interrupts
POST /cdn/dedicated/{serviceName}/ssl/update: destroys interrupts
PUT /iam/resource/{resourceURN}: locks-out
PUT /storage/netapp/{serviceName}/snapshotPolicy/{snapshotPolicyId}: changes
PUT /storage/netapp/{serviceName}/share/{shareId}/snapshotPolicy: destroys
DELETE /sms/{serviceName}/senders/{sender}: destroys
DELETE /sms/{serviceName}/templatesControl/{name}: destroys
DELETE /telephony/{billingAccount}/conference/{serviceName}/webAccess/{id}: locks-out
DELETE /telephony/{billingAccount}/fax/{serviceName}/campaigns/{id}: destroys
PUT /telephony/{billingAccount}/conference/{serviceName}/settings: locks-out
PUT /dbaas/logs/{serviceName}/output/graylog/stream/{streamId}: destroys spends
POST /email/domain/{domain}/account/{accountName}/filter: destroys
PUT /msServices/{serviceName}/exchange: destroys
POST /ovhCloudConnect/{serviceName}/serviceKey/{serviceKeyId}/send: gives-away
PUT /cloud/project/{serviceName}/database/kafka/{clusterId}/ipRestriction/{ipBlock}: changes
POST /cloud/project/{serviceName}/database/kafka/{clusterId}/ipRestriction: locks-out
POST /cloud/project/{serviceName}/database/kafka/{clusterId}/acl: changes
"""

JUDGED = [tuple(line.split(": ")) for line in _LINES.strip().splitlines()]
"""Method and path, and the effects with blanks between them."""
