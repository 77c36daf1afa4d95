-- customer_key
select id from customers where id is null or id in (select id from customers group by id having count(*) > 1);
-- customer_country
select id from customers where country is null or country not in ('DE', 'FR', 'ES');
-- order_key
select id from orders where id is null group by id union all select id from orders group by id having count(*) > 1;
-- order_customer
select id from orders where customer_id is null or customer_id not in (select id from customers);
-- order_amount
select id from orders where amount is null or amount not between 1 and 1000;
-- order_status
select id from orders where status is null or status not in ('paid', 'open');
-- order_day
select id from orders where day is null or day not between '2026-01-01' and '2026-02-19';
-- payment_order
select order_id from payments where order_id is null or order_id not in (select id from orders);
-- one_payment
select id from (select distinct id from orders where status = 'paid')
where (select count(*) from payments where order_id = id) <> 1;
-- payment_amount
select order_id from payments p where amount <> (select max(amount) from orders where id = order_id);
