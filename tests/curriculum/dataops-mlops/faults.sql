-- three faults that the ten tests see
insert into orders select * from orders where id = 777;
update customers set country = null where id in (3, 6, 9);
delete from payments where order_id = 1234;
